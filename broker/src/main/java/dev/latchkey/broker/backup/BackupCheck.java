package dev.latchkey.broker.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.config.Keys;
import dev.latchkey.broker.ledger.BrokerLog;
import dev.latchkey.broker.ledger.Ledger;
import dev.latchkey.broker.ledger.LedgerKeys;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.sql.SqlLedgers;
import dev.latchkey.broker.store.sql.SqlLog;
import dev.latchkey.broker.store.sql.SqlSessions;
import dev.latchkey.broker.store.sqlite.SqliteCopy;
import dev.latchkey.broker.store.sqlite.SqliteDatabase;
import dev.latchkey.crypto.ledger.LedgerVerifier;
import dev.latchkey.crypto.ledger.Verdict;
import dev.latchkey.crypto.roster.SessionId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether a broker could go on from a backup: its store is whole and of a form that is known, its
/// keys open and are those of its sessions, and every ledger in it verifies.
public final class BackupCheck {
  private static final int PAGE = 500;

  private BackupCheck() {}

  /// A backup that is good.
  ///
  /// @param createdAt what came later is not in it
  public record Result(Instant createdAt, int sessions, long entries) {}

  /// Throws [UnusableBackupException] with the first thing that is wrong. Works on a copy: the
  /// backup stays as it is.
  public static Result run(Backup backup, String passphrase, Instant now) {
    requireKnownSchema(backup);
    var keys = backup.keys(passphrase);
    try {
      var folder =
          Files.createTempDirectory(backup.folder().toAbsolutePath().getParent(), "verify-");
      try {
        Files.copy(
            backup.folder().resolve(SqliteDatabase.FILE_NAME),
            folder.resolve(SqliteDatabase.FILE_NAME));
        return check(backup, folder, keys, now);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UnusableBackupException("cannot copy the backup beside itself to look at it");
    }
  }

  static void requireKnownSchema(Backup backup) {
    var schema = SqliteDatabase.schema(backup.folder());
    if (schema.found() > schema.known()) {
      throw new UnusableBackupException(
          "the store has schema %d, this broker knows up to %d: use the broker that wrote it"
              .formatted(schema.found(), schema.known()));
    }
  }

  private static Result check(Backup backup, Path folder, Keys keys, Instant now)
      throws IOException {
    if (!SqliteCopy.isSound(folder.resolve(SqliteDatabase.FILE_NAME))) {
      throw new UnusableBackupException("the store in the backup is damaged");
    }
    try (var database = SqliteDatabase.open(folder)) {
      var sessions = new SqlSessions(database);
      var ledger = ledger(backup, database, keys.ledger(now));
      int count = 0;
      long entries = 0;
      var page = sessions.list(Optional.empty(), PAGE);
      while (!page.isEmpty()) {
        for (var row : page) {
          entries += verified(ledger, row.sid());
          count++;
        }
        page = sessions.list(Optional.of(page.getLast().sid()), PAGE);
      }
      return new Result(backup.createdAt(), count, entries);
    } catch (StoreFailedException e) {
      throw new UnusableBackupException(String.valueOf(e.getMessage()));
    }
  }

  private static Ledger ledger(Backup backup, SqliteDatabase database, LedgerKeys keys) {
    var ledgers = new SqlLedgers(database);
    var log = new BrokerLog(new SqlLog(database), ledgers, backup.origin(), () -> keys);
    return new Ledger(ledgers, new SqlSessions(database), log, "", backup.origin(), () -> keys);
  }

  /// How many entries the ledger has.
  private static long verified(Ledger ledger, SessionId session) throws IOException {
    var lines = new ByteArrayOutputStream();
    try {
      ledger.export(session).writeTo(lines);
    } catch (NotFound e) {
      throw new UnusableBackupException(
          "the keys are not those of the session %s: its ledger key is missing"
              .formatted(session.value()));
    }
    List<String> text = lines.toString(UTF_8).lines().toList();
    return switch (LedgerVerifier.verify(text.iterator(), Optional.empty())) {
      case Verdict.Whole whole -> whole.entries();
      case Verdict.Broken broken ->
          throw new UnusableBackupException(
              "the ledger of the session %s is broken: %s"
                  .formatted(session.value(), broken.message()));
    };
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
