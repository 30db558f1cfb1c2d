package dev.latchkey.broker.store.sqlite;

import dev.latchkey.broker.session.SessionRow;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.SchemaVersion;
import dev.latchkey.broker.store.StoreState;
import dev.latchkey.broker.store.sql.Database;
import dev.latchkey.broker.store.sql.Drafting;
import dev.latchkey.broker.store.sql.Failures;
import dev.latchkey.broker.store.sql.Sql;
import dev.latchkey.broker.store.sql.Unit;
import dev.latchkey.broker.store.sql.Work;
import dev.latchkey.crypto.roster.SessionId;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The file of the embedded store, and the way to it: all writes through one [GroupCommit], all
/// reads through a [ReadPool].
///
/// A write that returned is on the disk. Once a commit has failed, no later write is taken until
/// the store is opened anew; reads go on and see what was acknowledged.
public final class SqliteDatabase implements Database {
  public static final String FILE_NAME = "latchkey.db";

  private final Path file;
  private final GroupCommit writer;
  private final ReadPool readers;
  private final Checkpoints checkpoints;

  private final Failures failedReads = new Failures();
  private final Failures failedWrites = new Failures();

  private SqliteDatabase(Path file, GroupCommit writer, ReadPool readers, Checkpoints checkpoints) {
    this.file = file;
    this.writer = writer;
    this.readers = readers;
    this.checkpoints = checkpoints;
  }

  /// Opens the store in this directory and creates what is missing, readable to this user alone.
  /// Throws [StoreFailedException] if that cannot be, and for a store that a newer broker wrote.
  public static SqliteDatabase open(Path directory) {
    try {
      Path file = PrivateFile.ensure(directory, FILE_NAME);
      Sql sql = SqliteConnections.writer(file);
      try {
        Schema.migrate(sql);
        ReadPool readers = ReadPool.open(file);
        GroupCommit writer = GroupCommit.start(sql);
        return new SqliteDatabase(file, writer, readers, Checkpoints.start(file, writer));
      } catch (SQLException | IOException | RuntimeException e) {
        sql.close();
        throw e;
      }
    } catch (SQLException | IOException e) {
      throw new StoreFailedException("cannot open the store in " + directory, e);
    }
  }

  /// The form of the store in this directory, which is left as it is.
  public static SchemaVersion schema(Path directory) {
    Path file = directory.resolve(FILE_NAME);
    if (!Files.isRegularFile(file)) {
      return new SchemaVersion(0, Schema.VERSION);
    }
    try (Sql sql = SqliteConnections.reader(file)) {
      return new SchemaVersion(Schema.version(sql), Schema.VERSION);
    } catch (SQLException e) {
      throw new StoreFailedException("cannot open the store in " + directory, e);
    }
  }

  @Override
  public <T> T write(Collection<SessionId> sessions, Work<T> work) {
    return run(new Unit.Direct<>(sessions, work, drafts -> sessions.forEach(drafts::forget)));
  }

  @Override
  public <T> T writeBeside(Collection<SessionId> sessions, Work<T> work) {
    return run(new Unit.Direct<>(sessions, work, _ -> {}));
  }

  private <T> T run(Unit<T> unit) {
    return failedWrites.counted(() -> writer.run(unit));
  }

  /// What it changes of a session is no part of what the drafts know.
  @Override
  public <T> T writeLog(Collection<SessionId> sessions, Work<T> work) {
    return writeBeside(sessions, work);
  }

  /// There is no other broker on this file.
  @Override
  public boolean lead() {
    return true;
  }

  @Override
  public <T> T draft(SessionId session, Drafting<T> drafting) {
    return run(new Unit.Drafted<>(session, drafting));
  }

  @Override
  public Optional<SessionRow> known(SessionId session) {
    return writer.drafts().committed(session);
  }

  @Override
  public <T> T read(Work<T> work) {
    return failedReads.counted(() -> readers.run(work));
  }

  /// Within a moment, if nobody reads in the write-ahead log.
  @Override
  public void forgetErased() {
    writer.cutLog();
    var _ = writeBeside(List.of(), _ -> true);
  }

  /// False for good once a commit has failed.
  public boolean writable() {
    return !writer.failed();
  }

  /// How the store is.
  public StoreState state() {
    return new StoreState(this::writable, this::bytes, failedReads::count, failedWrites::count);
  }

  private long bytes() {
    return Stream.of("", "-wal")
        .map(suffix -> file.resolveSibling(FILE_NAME + suffix).toFile())
        .mapToLong(File::length)
        .sum();
  }

  GroupCommit writer() {
    return writer;
  }

  /// Finishes the writes that were begun, and closes the file. Later calls throw
  /// [StoreFailedException].
  @Override
  public void close() {
    try (writer;
        readers;
        checkpoints) {
      // The writer last: the last connection to close folds the write-ahead log into the file.
    } catch (SQLException e) {
      throw new StoreFailedException("cannot close the store", e);
    }
  }
}
