package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.ledger.LedgerMetrics;
import dev.latchkey.broker.ledger.OperatorActs;
import dev.latchkey.broker.ledger.OperatorActs.Part;
import dev.latchkey.broker.ledger.StoredEntry;
import dev.latchkey.broker.metric.Metrics;
import dev.latchkey.broker.session.Lifetime;
import dev.latchkey.broker.session.Rosters;
import dev.latchkey.crypto.ledger.EntryType;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.ledger.LedgerVerifier;
import dev.latchkey.crypto.ledger.Verdict;
import dev.latchkey.crypto.roster.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What an operator does in a session is in its ledger, and breaks no proof.
class OperatorActsTest extends LedgerReading {
  private final OperatorActs acts =
      new OperatorActs(
          broker.sessionStore(),
          broker.ledgerStore(),
          new Rosters(
              broker.sessionStore(),
              broker.ledgerStore(),
              new LedgerMetrics(new Metrics(System::nanoTime)),
              broker.clock(),
              new Lifetime(Duration.ofDays(1), Optional.empty()),
              _ -> {},
              1),
          broker.clock());

  private Verdict verdict() {
    var lines = host.get(host.path("/ledger/export")).require(200).text().lines().toList();
    return LedgerVerifier.verify(lines.iterator(), Optional.empty());
  }

  private List<StoredEntry> stored() {
    return broker.ledgerStore().entries(host.session(), 0, 100);
  }

  @Test
  void whatACommandReadsIsInTheLedger() {
    acts.read(host.session(), Part.INVITES);
    acts.read(host.session(), Part.LEDGER);

    assertThat(entries(host))
        .filteredOn(it -> it.actor().equals(LedgerEntry.OPERATOR))
        .extracting(LedgerEntry::type, LedgerEntry::outcome)
        .containsExactly(
            tuple(EntryType.OPERATOR_READ, "invites"), tuple(EntryType.OPERATOR_READ, "ledger"));
    assertThat(verdict()).isInstanceOf(Verdict.Whole.class);
  }

  @Test
  void anExportHasWhatIsKeptOfThatPersonAndNothingOfOthers() {
    var guest = joined(Role.EDITOR);
    var other = joined(Role.EDITOR);

    var subject = acts.export(host.session(), guest.id());

    assertThat(subject.member().id()).isEqualTo(guest.id());
    assertThat(subject.entries()).isNotEmpty().anyMatch(it -> it.details().isPresent());
    assertThat(subject.entries())
        .allSatisfy(
            it ->
                assertThat(it.leaf())
                    .contains(guest.id().value())
                    .doesNotContain(other.id().value()));
    assertThat(entries(host))
        .anyMatch(
            it ->
                it.type() == EntryType.OPERATOR_EXPORTED && it.object().equals(guest.id().value()));
  }

  @Test
  void afterAnErasureNothingIsKeptOfThatPersonAndEveryProofHolds() {
    var guest = joined(Role.EDITOR);
    var other = joined(Role.EDITOR);
    var before = checkpoint(host);

    assertThat(acts.erase(host.session(), guest.id())).isPositive();

    assertThat(stored())
        .filteredOn(it -> it.leaf().contains(guest.id().value()))
        .hasSizeGreaterThan(1)
        .allMatch(it -> it.details().isEmpty());
    assertThat(stored())
        .filteredOn(it -> it.leaf().contains(other.id().value()))
        .anyMatch(it -> it.details().isPresent());
    assertThat(verdict()).isInstanceOf(Verdict.Whole.class);
    var path = "/ledger/proof?from=" + before.size();
    host.get(host.path(path)).require(200);
    assertThat(entries(host).stream().map(LedgerEntry::type)).contains(EntryType.OPERATOR_ERASED);
  }

  @Test
  void aRemovedMemberCanBeErasedToo() {
    var guest = joined(Role.EDITOR);
    host.remove(guest);

    assertThat(acts.erase(host.session(), guest.id())).isPositive();

    assertThat(verdict()).isInstanceOf(Verdict.Whole.class);
  }

  @Test
  void aboutSomebodyWhoNeverWasAMemberNothingIsEntered() {
    var stranger = broker.guest();
    int size = stored().size();

    assertThatThrownBy(() -> acts.erase(host.session(), stranger.id()))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> acts.export(host.session(), stranger.id()))
        .isInstanceOf(NotFound.class);

    assertThat(stored()).hasSize(size);
  }
}
