package dev.latchkey.broker.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.ledger.NewEntry;
import dev.latchkey.broker.ledger.Provenance;
import dev.latchkey.broker.ledger.StoredEntry;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.StatementEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A store that a broker without ledgers has left.
@Timeout(60)
class OlderSchemaTest {
  private static final List<String> TABLES =
      List.of(
          "entries", "invites", "wraps", "names", "challenges", "channels", "frames", "counters");
  private static final String SESSION_COLUMNS =
      "id, sid, size, names_version, guard, epoch, created_at, expires_at, log_bytes, stored_bytes";

  @TempDir private Path directory;

  @Test
  void itsSessionsGetTheEntriesOfTheirStatementsBeforeAnyOther() throws Exception {
    HostDevice host;
    try (var broker = TestBroker.onSqlite(directory)) {
      host = broker.host();
      broker.guest().join(host.invite(Role.EDITOR)).require(201);
      host.freeze(true);
    }
    takeLedgersAway();

    try (var broker = TestBroker.onSqlite(directory)) {
      int old = host.at(broker).follow().size();
      broker.guest().join(host.invite(Role.VIEWER)).require(201);

      var entries = entries(broker, host.session());
      assertThat(entries.stream().map(OlderSchemaTest::act)).isEqualTo(ofStatements(host));
      assertThat(entries)
          .filteredOn(it -> it.log() < old)
          .isNotEmpty()
          .allMatch(it -> it.request().isEmpty());
      assertThat(entries)
          .filteredOn(it -> it.log() >= old)
          .hasSize(2)
          .noneMatch(it -> it.request().isEmpty());
    }
  }

  @Test
  void itsLedgersAreThereForWhoReadsFirst() throws Exception {
    HostDevice host;
    try (var broker = TestBroker.onSqlite(directory)) {
      host = broker.host();
      host.end();
    }
    takeLedgersAway();

    try (var broker = TestBroker.onSqlite(directory)) {
      var answer = host.at(broker).get(host.path("/ledger")).require(200);

      assertThat(answer.json().get("size").asInt()).isEqualTo(3);
      assertThat(entries(broker, host.session()).stream().map(OlderSchemaTest::act))
          .isEqualTo(ofStatements(host));
    }
    try (var broker = TestBroker.onSqlite(directory)) {
      assertThat(entries(broker, host.session()))
          .filteredOn(it -> it.statement().isPresent())
          .hasSize(3);
    }
  }

  /// Puts a file of schema 1 with the same rows in the place of the store.
  private void takeLedgersAway() throws Exception {
    var newer = directory.resolve("newer.db");
    var file = directory.resolve(SqliteDatabase.FILE_NAME);
    Files.move(file, newer);
    try (var sql = SqliteConnections.writer(file)) {
      try (var resource = Schema.class.getResourceAsStream("schema-1.sql")) {
        sql.script(new String(resource.readAllBytes(), UTF_8));
      }
      sql.script("UPDATE schema_version SET version = 1");
      sql.script("ATTACH '" + newer + "' AS newer");
      sql.script(
          "INSERT INTO sessions (%1$s) SELECT %1$s FROM newer.sessions".formatted(SESSION_COLUMNS));
      for (var table : TABLES) {
        sql.script("INSERT INTO main.%1$s SELECT * FROM newer.%1$s".formatted(table));
      }
      sql.script("DETACH newer");
    }
    Files.delete(newer);
  }

  private static List<LedgerEntry> entries(TestBroker broker, SessionId session) {
    return broker.ledgerStore().entries(session, 0, 1_000).stream()
        .map(StoredEntry::leaf)
        .map(LedgerEntry::parse)
        .toList();
  }

  /// What the statements of the log say that there must be, in this order.
  private static List<String> ofStatements(HostDevice host) {
    var acts = new ArrayList<String>();
    var roster = Roster.begin(host.session());
    for (var text : host.get(host.path("/members")).require(200).json().get("statements")) {
      var entry = StatementEntry.parse(text.asText());
      NewEntry.of(roster, entry, Provenance.NONE).forEach(it -> acts.add(act(it.at(0))));
      roster = roster.apply(entry);
    }
    return acts;
  }

  private static String act(LedgerEntry it) {
    return String.join(
        " ", it.type().wire(), it.actor(), it.object(), it.outcome(), "" + it.statement());
  }
}
