package dev.latchkey.broker.store.sqlite;

import static dev.latchkey.broker.store.Samples.EXPIRY;
import static dev.latchkey.broker.store.Samples.SESSION;
import static dev.latchkey.broker.store.Samples.aChallenge;
import static dev.latchkey.broker.store.Samples.aConnection;
import static dev.latchkey.broker.store.Samples.aName;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anInvite;
import static dev.latchkey.broker.store.Samples.mid;
import static dev.latchkey.broker.store.Samples.sid;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.NewEntry;
import dev.latchkey.broker.session.Effects;
import dev.latchkey.broker.store.sql.SqlLedgers;
import dev.latchkey.broker.store.sql.SqlSessions;
import dev.latchkey.crypto.ledger.Details;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the store has deleted is not on the disk any more, neither in its file nor in its log.
class ErasedTest {
  @TempDir Path folder;
  private SqliteDatabase database;
  private SqlSessions sessions;
  private SqlLedgers ledgers;

  @BeforeEach
  void aSessionWithEverything() {
    database = SqliteDatabase.open(folder);
    sessions = new SqlSessions(database);
    ledgers = new SqlLedgers(database);
    sessions.create(aSession(SESSION));
    sessions.create(aSession(sid(3), EXPIRY.plusSeconds(1)));
    sessions.append(SESSION, 2, "statement-to-erase", Effects.of(1, 1).withInvite(anInvite(1)));
    sessions.putName(SESSION, aName(2, 1));
    ledgers.append(SESSION, NewEntries.at(EXPIRY, List.of(aConnection(2))));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private boolean isOnDisk(String needle) throws Exception {
    // What is asked for before it is done before.
    var _ = sessions.takeChallenge(aChallenge("one"));
    var _ = sessions.takeChallenge(aChallenge("another"));
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        if (new String(Files.readAllBytes(file), ISO_8859_1).contains(needle)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void aPurgedSessionLeavesNothing() throws Exception {
    for (var needle : List.of("name 2 1 1 2", "label 1", "preview 1", "statement-to-erase")) {
      assertThat(isOnDisk(needle)).as(needle).isTrue();
    }

    assertThat(sessions.purgeSessions(EXPIRY)).isEqualTo(1);

    for (var needle :
        List.of(
            "name 2 1 1 2",
            "label 1",
            "preview 1",
            "statement-to-erase",
            SESSION.value(),
            mid(2).value(),
            details())) {
      assertThat(isOnDisk(needle)).as(needle).isFalse();
    }
    assertThat(isOnDisk(sid(3).value())).isTrue();
  }

  @Test
  void erasedDetailsAndNamesLeaveNothing() throws Exception {
    assertThat(isOnDisk(details())).isTrue();
    var done = NewEntries.at(EXPIRY, List.of(NewEntry.erased(1, 3)));

    assertThat(ledgers.erase(SESSION, mid(2), done)).isEqualTo(1);

    assertThat(isOnDisk(details())).isFalse();
    assertThat(isOnDisk("name 2 1 1 2")).isFalse();
    assertThat(isOnDisk("statement-to-erase")).isTrue();
  }

  private static String details() {
    return new Details("203.0.113.0/24", "Firefox, Linux").text();
  }
}
