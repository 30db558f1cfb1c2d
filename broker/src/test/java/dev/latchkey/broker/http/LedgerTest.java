package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.RosterDevice;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.NewEntry;
import dev.latchkey.broker.ledger.Provenance;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.Checkpoint;
import dev.latchkey.crypto.ledger.ConsistencyProof;
import dev.latchkey.crypto.ledger.EntryType;
import dev.latchkey.crypto.ledger.InclusionProof;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.ledger.TlogProof;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.StatementEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LedgerTest extends LedgerReading {
  @Test
  void everyStatementHasItsEntriesInItsOrder() {
    runACourse();

    var entries = entries(host).stream().filter(it -> it.type().byStatement()).toList();

    assertThat(entries.stream().map(LedgerTest::withoutRequest)).isEqualTo(ofStatements(host));
    assertThat(entries).extracting(LedgerEntry::type).containsAll(typesByStatement());
    assertThat(entries).isSortedAccordingTo((a, b) -> Long.compare(a.at(), b.at()));
  }

  @Test
  void anEntryNamesTheRequestAndTheTimeOfItsAct() {
    var invite = host.invite(Role.EDITOR);
    broker.clock().advance(Duration.ofMinutes(3));

    var joined = broker.guest().join(invite).require(201);

    var entry =
        entries(host).stream()
            .filter(it -> it.type() == EntryType.MEMBER_JOINED)
            .findFirst()
            .orElseThrow();
    assertThat(entry.request()).hasSize(16).isEqualTo(joined.header("X-Request-Id"));
    assertThat(entry.at()).isEqualTo(NewEntries.micros(broker.clock().instant()));
  }

  @Test
  void whatIsRefusedOrRepeatedEntersNothing() {
    var invite = host.invite(Role.EDITOR);
    var guest = broker.guest();
    var statement = guest.statement(invite);
    guest.join(invite, guest.token(invite), statement).require(201);
    int size = entries(host).size();

    guest.join(invite, "", statement).require(201);
    broker.guest().join(invite);
    assertThat(host.state(RosterDevice.bare(host.freezing(true))).status()).isEqualTo(201);
    assertThat(host.state(RosterDevice.bare(host.revocation(invite.id()))).status()).isEqualTo(409);

    assertThat(entries(host).stream().skip(size).filter(it -> it.type().byStatement()))
        .extracting(LedgerEntry::type)
        .containsExactly(EntryType.SESSION_FROZEN);
  }

  @Test
  void everyEntryIsInTheSignedTree() {
    runACourse();
    var entries = entries(host);
    var checkpoint = checkpoint(host);

    assertThat(checkpoint.size()).isEqualTo(entries.size());
    for (int index = 0; index < entries.size(); index++) {
      var hashes = hashes(host, "index=" + index);
      assertThat(
              new InclusionProof(index, checkpoint.size(), hashes)
                  .proves(entries.get(index).leafHash(), checkpoint.root()))
          .isTrue();
      var earlier = hashes(host, "index=" + index + "&size=" + (index + 1));
      assertThat(earlier).hasSizeLessThanOrEqualTo(hashes.size());
    }
  }

  @Test
  void everyLaterTreeContinuesTheEarlierOnes() {
    var checkpoints = new ArrayList<Checkpoint>();
    for (int i = 0; i < 12; i++) {
      checkpoints.add(checkpoint(host));
      host.invite(Role.EDITOR);
    }

    for (var from : checkpoints) {
      for (var to : checkpoints.subList(checkpoints.indexOf(from), checkpoints.size())) {
        var hashes = hashes(host, "from=" + from.size() + "&to=" + to.size());
        assertThat(
                new ConsistencyProof(from.size(), to.size(), hashes).proves(from.root(), to.root()))
            .isTrue();
      }
    }
    assertThat(checkpoints).extracting(Checkpoint::size).doesNotHaveDuplicates();
  }

  @Test
  void whoeverComesInGetsAReceiptOfTheirEntry() {
    var founder = HostDevice.without(broker);
    var founded = founder.draft().require(201);
    var begun = founder.begin(founded, founder.genesis(founded)).require(201);
    assertReceipt(begun, founder, EntryType.SESSION_CREATED);

    var joiner = broker.guest();
    assertReceipt(
        joiner.join(host.invite(Role.EDITOR)).require(201), joiner, EntryType.MEMBER_JOINED);

    var waiting = broker.guest();
    var knock = host.inviteToKnock(Role.EDITOR, 1);
    assertReceipt(waiting.join(knock).require(202), waiting, EntryType.MEMBER_KNOCKED);

    host.state(host.admission(waiting)).require(201);
    assertReceipt(waiting.join(knock).require(201), waiting, EntryType.MEMBER_KNOCKED);
  }

  @Test
  void aProofThatCannotBeIsRefused() {
    int size = entries(host).size();

    for (var query :
        List.of(
            "",
            "size=1",
            "to=1",
            "index=" + size,
            "index=0&size=0",
            "index=0&size=" + (size + 1),
            "index=0&from=1",
            "index=0&to=1",
            "from=1&size=1",
            "from=0",
            "from=" + (size + 1),
            "from=2&to=1",
            "from=1&to=" + (size + 1),
            "index=-1",
            "index=0&index=0",
            "index=0&x=1")) {
      assertThat(host.get(host.path("/ledger/proof?" + query)).code())
          .as(query)
          .isEqualTo("bad_request");
    }
    assertThat(host.get(host.path("/ledger?most=1001")).code()).isEqualTo("bad_request");
    assertThat(host.get(host.path("/ledger/checkpoint?x=1")).code()).isEqualTo("bad_request");
  }

  private static EnumSet<EntryType> typesByStatement() {
    var types = EnumSet.allOf(EntryType.class);
    types.removeIf(it -> !it.byStatement() || it == EntryType.SESSION_CHANGED);
    return types;
  }

  private void assertReceipt(Answer answer, RosterDevice device, EntryType type) {
    var receipt = answer.json().get("receipt");
    var entry = LedgerEntry.parse(receipt.get("entry").asText());
    var proof = TlogProof.parse(receipt.get("proof").asText());
    var checkpoint = open(proof.checkpoint(), device);
    assertThat(entry.type()).isEqualTo(type);
    assertThat(entry.actor()).isEqualTo(device.id().value());
    assertThat(
            new InclusionProof(proof.index(), checkpoint.size(), proof.hashes())
                .proves(entry.leafHash(), checkpoint.root()))
        .isTrue();
  }

  private static List<Bytes> hashes(RosterDevice device, String query) {
    var answer = device.get(device.path("/ledger/proof?" + query)).require(200);
    return StreamSupport.stream(answer.json().get("hashes").spliterator(), false)
        .map(it -> Bytes.of(Base64Url.decode(it.asText())))
        .toList();
  }

  /// What the statements of the log say that there must be.
  private static List<LedgerEntry> ofStatements(TestDevice device) {
    var expected = new ArrayList<LedgerEntry>();
    var roster = Roster.begin(device.session());
    for (var text : statements(device)) {
      var entry = StatementEntry.parse(text);
      NewEntry.of(roster, entry, Provenance.NONE).forEach(it -> expected.add(it.at(0)));
      roster = roster.apply(entry);
    }
    return expected;
  }

  private static LedgerEntry withoutRequest(LedgerEntry it) {
    return new LedgerEntry(
        0,
        it.type(),
        it.actor(),
        it.object(),
        it.outcome(),
        it.count(),
        it.log(),
        it.statement(),
        "",
        Optional.empty());
  }
}
