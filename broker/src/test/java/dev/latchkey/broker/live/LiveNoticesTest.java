package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.crypto.ledger.Checkpoint;
import dev.latchkey.crypto.ledger.EntryType;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.ledger.LedgerVerifier;
import dev.latchkey.crypto.ledger.NoteKey;
import dev.latchkey.crypto.ledger.Verdict;
import dev.latchkey.crypto.roster.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Live connections and the ledger: they get into it, and hear of it.
@Timeout(60)
class LiveNoticesTest {
  private final TestBroker broker = TestBroker.inMemory();
  private final HostDevice host = broker.host();
  private final GuestDevice guest = broker.guest();

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aConnectionIsEnteredWhenItBeginsAndWhenItEnds() {
    var client = LiveClient.follow(broker, host);
    assertThat(observed(EntryType.MEMBER_CONNECTED))
        .extracting(LedgerEntry::actor, LedgerEntry::outcome)
        .containsExactly(tuple(host.id().value(), "live"));

    client.close();
    awaitNobody();

    assertThat(observed(EntryType.MEMBER_DISCONNECTED))
        .extracting(LedgerEntry::actor, LedgerEntry::outcome)
        .containsExactly(tuple(host.id().value(), "ok"));
  }

  @Test
  void anEventStreamIsEnteredAsOne() {
    try (var _ = EventClient.follow(broker, host, "")) {
      assertThat(observed(EntryType.MEMBER_CONNECTED))
          .extracting(LedgerEntry::actor, LedgerEntry::outcome)
          .containsExactly(tuple(host.id().value(), "events"));
      broker.drainLive();
    }

    assertThat(observed(EntryType.MEMBER_DISCONNECTED))
        .extracting(LedgerEntry::outcome)
        .containsExactly("code_4503");
  }

  @Test
  void whoIsRemovedIsDisconnectedAsOfWhenItWasAMember() {
    guest.join(host.invite(Role.EDITOR)).require(201);
    try (var client = LiveClient.follow(broker, guest)) {
      host.remove(guest);
      assertThat(client.bye().code()).isEqualTo(4403);
    }
    awaitNobody();

    assertThat(observed(EntryType.MEMBER_DISCONNECTED))
        .extracting(LedgerEntry::actor, LedgerEntry::outcome, LedgerEntry::log)
        .containsExactly(tuple(guest.id().value(), "code_4403", 4));
  }

  @Test
  void aConnectionHearsTheNewestCheckpointBeforeItIsLive() {
    try (var client = LiveClient.follow(broker, host)) {
      assertThat(client.checkpoints())
          .extracting(it -> open(it).size())
          .containsExactly(broker.ledgerStore().size(host.session()));
    }
  }

  @Test
  void aConnectionHearsOfALedgerThatGrowsAtMostOnceASecond() {
    try (var client = LiveClient.follow(broker, host)) {
      var invite = host.invite(Role.EDITOR, 2, Duration.ofDays(1));
      broker.guest().look(invite).require(200);
      broker.services().notices().settle();
      client.settle();
      int before = client.checkpoints().size();

      broker.clock().advance(Duration.ofSeconds(1));
      long size = broker.ledgerStore().size(host.session());
      while (open(client.checkpoints().getLast()).size() < size) {
        client.settle();
      }

      assertThat(before).isEqualTo(1);
      assertThat(client.checkpoints()).hasSize(2);
    }
  }

  @Test
  void anExportOfAllThatWasObservedVerifies() {
    var invite = host.invite(Role.EDITOR);
    guest.join(invite).require(201);
    broker.guest().join(invite).require(409);
    try (var client = LiveClient.follow(broker, guest)) {
      host.remove(guest);
      assertThat(client.bye().code()).isEqualTo(4403);
    }
    awaitNobody();
    host.get(host.path("/ledger")).require(200);
    var export = host.get(host.path("/ledger/export")).require(200).text();

    assertThat(observed(EntryType.LEDGER_READ)).hasSize(1);
    assertThat(export).contains("invite.refused", "member.disconnected", "ledger.read");
    assertThat(LedgerVerifier.verify(export.lines().iterator(), Optional.empty()))
        .isInstanceOf(Verdict.Whole.class);
  }

  private Checkpoint open(String note) {
    var origin = Checkpoint.sessionOrigin(broker.origin(), host.session());
    return Checkpoint.open(note, new NoteKey(origin, broker.services().log().key().key()));
  }

  private void awaitNobody() {
    while (broker.connections() > 0) {
      Thread.onSpinWait();
    }
  }

  private List<LedgerEntry> observed(EntryType type) {
    broker.services().notices().settle();
    return broker.ledgerStore().entries(host.session(), 0, 1_000).stream()
        .map(it -> LedgerEntry.parse(it.leaf()))
        .filter(it -> it.type() == type)
        .toList();
  }
}
