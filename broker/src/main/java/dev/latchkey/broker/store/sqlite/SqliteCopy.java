package dev.latchkey.broker.store.sqlite;

import dev.latchkey.broker.session.StoreFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// Copies of the file of the embedded store, which may be in use meanwhile.
public final class SqliteCopy {
  private SqliteCopy() {}

  /// Writes the store in `directory`, as of one moment, into `target`, under the name by which
  /// [SqliteDatabase] opens it. Throws [StoreFailedException] if that cannot be, also because there
  /// is such a file already.
  ///
  /// @return the copy
  public static Path write(Path directory, Path target) {
    var source = directory.resolve(SqliteDatabase.FILE_NAME);
    if (!Files.isRegularFile(source) || Files.exists(target.resolve(SqliteDatabase.FILE_NAME))) {
      throw new StoreFailedException(
          "want a store in %s and none in %s yet".formatted(directory, target));
    }
    try {
      // Empty, and for this user alone: what is copied into it stays so.
      var copy = PrivateFile.ensure(target, SqliteDatabase.FILE_NAME);
      try (var sql = SqliteConnections.copying(source)) {
        sql.update("VACUUM INTO ?", copy.toString());
      }
      PrivateFile.sync(copy);
      return copy;
    } catch (SQLException | IOException e) {
      throw new StoreFailedException("cannot copy the store in " + directory, e);
    }
  }

  /// Whether the file is whole in itself: its pages, rows and indexes fit together.
  public static boolean isSound(Path file) {
    try (var sql = SqliteConnections.copying(file)) {
      return sql.first(row -> row.getString(1), "PRAGMA integrity_check").orElse("").equals("ok")
          && sql.first(row -> 1, "PRAGMA foreign_key_check").isEmpty();
    } catch (SQLException e) {
      return false;
    }
  }
}
