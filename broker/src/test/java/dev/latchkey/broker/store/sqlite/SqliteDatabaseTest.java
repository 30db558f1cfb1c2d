package dev.latchkey.broker.store.sqlite;

import static dev.latchkey.broker.store.FrameDraft.frame;
import static dev.latchkey.broker.store.Samples.SESSION;
import static dev.latchkey.broker.store.Samples.aChallenge;
import static dev.latchkey.broker.store.Samples.aName;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anInvite;
import static dev.latchkey.broker.store.Samples.iid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.broker.relay.WriteResult;
import dev.latchkey.broker.session.Effects;
import dev.latchkey.broker.session.NameResult;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.Race;
import dev.latchkey.broker.store.sql.SqlChannels;
import dev.latchkey.broker.store.sql.SqlSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {
  @TempDir private Path parent;

  private Path directory() {
    return parent.resolve("new").resolve("data");
  }

  @Test
  void aReopenedStoreHasEveryAcknowledgedWrite() {
    try (var database = SqliteDatabase.open(directory())) {
      var sessions = new SqlSessions(database);
      sessions.create(aSession(SESSION));
      sessions.putName(SESSION, aName(1, 1));
      sessions.append(SESSION, 2, "entry", Effects.of(2, 1).withInvite(anInvite(1)));
      sessions.countOpened(SESSION, iid(1), 1);
      sessions.takeChallenge(aChallenge("c"));
      new SqlChannels(database).write(SESSION, 9, frame(1, 7).underGuard(2).toStore());
    }

    try (var database = SqliteDatabase.open(directory())) {
      var sessions = new SqlSessions(database);
      var channels = new SqlChannels(database);
      assertThat(sessions.entries(SESSION, 0, 1_000)).containsExactly("genesis", "change", "entry");
      assertThat(sessions.find(SESSION).orElseThrow().guard()).isEqualTo(2);
      assertThat(sessions.invite(SESSION, iid(1)).orElseThrow().opened()).isEqualTo(1);
      assertThat(sessions.putName(SESSION, aName(1, 1))).isEqualTo(new NameResult.Named(1));
      assertThat(sessions.takeChallenge(aChallenge("c"))).isFalse();
      assertThat(channels.write(SESSION, 9, frame(1, 7).toStore()))
          .isEqualTo(new WriteResult.Repeated(1));
    }
  }

  @Test
  void onlyTheUserOfTheBrokerCanOpenTheFiles() throws IOException {
    try (var database = SqliteDatabase.open(directory())) {
      new SqlSessions(database).create(aSession(SESSION));

      try (var files = Files.list(directory())) {
        assertThat(files)
            .extracting(file -> file.getFileName() + " " + permissions(file))
            .containsExactlyInAnyOrder(
                "latchkey.db rw-------", "latchkey.db-wal rw-------", "latchkey.db-shm rw-------");
      }
      assertThat(permissions(directory())).isEqualTo("rwx------");
    }
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void commitsAreSyncedAndReadersCannotWrite() {
    try (var database = SqliteDatabase.open(directory())) {
      int full = 2;
      assertThat(writerPragma(database, "PRAGMA synchronous")).contains(String.valueOf(full));
      assertThat(writerPragma(database, "PRAGMA journal_mode")).contains("wal");
      assertThat(writerPragma(database, "PRAGMA foreign_keys")).contains("1");

      assertThatThrownBy(() -> database.read(sql -> sql.update("DELETE FROM sessions")))
          .isInstanceOf(StoreFailedException.class)
          .hasStackTraceContaining("readonly");
    }
  }

  private static Optional<String> writerPragma(SqliteDatabase database, String pragma) {
    return database.write(sql -> sql.first(row -> row.getString(1), pragma));
  }

  @Test
  void aStoreOfANewerBrokerIsRefusedAndLeftAlone() {
    try (var database = SqliteDatabase.open(directory())) {
      database.write(sql -> sql.update("UPDATE schema_version SET version = 99"));
    }

    assertThatThrownBy(() -> SqliteDatabase.open(directory()))
        .isInstanceOf(StoreFailedException.class)
        .hasMessageContaining("the store has schema 99, this broker knows up to " + Schema.VERSION);
  }

  @Test
  void aFileThatIsNoStoreIsRefused() throws IOException {
    Files.createDirectories(directory());
    Files.writeString(directory().resolve(SqliteDatabase.FILE_NAME), "no database".repeat(1_000));

    assertThatThrownBy(() -> SqliteDatabase.open(directory()))
        .isInstanceOf(StoreFailedException.class)
        .hasMessageContaining(directory().toString());
  }

  @Test
  void aClosedStoreRefusesReadsAndWrites() {
    var database = SqliteDatabase.open(directory());
    var sessions = new SqlSessions(database);
    database.close();

    assertThatThrownBy(() -> sessions.create(aSession(SESSION)))
        .isInstanceOf(StoreFailedException.class)
        .hasMessage("the store is closed");
    assertThatThrownBy(() -> sessions.find(SESSION))
        .isInstanceOf(StoreFailedException.class)
        .hasMessage("the store is closed");
  }

  @Test
  void whateverWasAcknowledgedWhileTheStoreClosedIsThere() {
    var database = SqliteDatabase.open(directory());
    new SqlSessions(database).create(aSession(SESSION));
    var channels = new SqlChannels(database);
    int writers = 40;

    List<Boolean> acknowledged =
        Race.of(
            writers + 1,
            runner -> {
              if (runner == writers) {
                database.close();
                return false;
              }
              try {
                return channels.write(SESSION, runner, frame(runner, 1).toStore())
                    instanceof WriteResult.Stored;
              } catch (StoreFailedException e) {
                return false;
              }
            });

    try (var reopened = SqliteDatabase.open(directory())) {
      for (int runner = 0; runner < writers; runner++) {
        long head = new SqlChannels(reopened).heads(SESSION, runner).orElseThrow().head();
        assertThat(head == 1).isEqualTo(acknowledged.get(runner));
      }
    }
  }
}
