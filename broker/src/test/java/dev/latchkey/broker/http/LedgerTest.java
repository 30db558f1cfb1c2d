package dev.latchkey.broker.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.broker.Answer;
import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.RosterDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.NewEntry;
import dev.latchkey.broker.ledger.Provenance;
import dev.latchkey.broker.ledger.SaltedDetails;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.Checkpoint;
import dev.latchkey.crypto.ledger.ConsistencyProof;
import dev.latchkey.crypto.ledger.Details;
import dev.latchkey.crypto.ledger.EntryType;
import dev.latchkey.crypto.ledger.InclusionProof;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.ledger.LedgerVerifier;
import dev.latchkey.crypto.ledger.NoteKey;
import dev.latchkey.crypto.ledger.TlogProof;
import dev.latchkey.crypto.ledger.Verdict;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.StatementEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LedgerTest {
  private static final List<String> PATHS =
      List.of(
          "/ledger",
          "/ledger/checkpoint",
          "/ledger/proof?index=0",
          "/ledger/proof?from=1",
          "/ledger/export");

  private final TestBroker broker = TestBroker.inMemory();
  private final HostDevice host = broker.host();

  @AfterEach
  void stop() {
    broker.close();
  }

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
  void hostsAndAuditorsSeeAllAndOthersWhatIsTheirs() {
    var auditor = joined(Role.AUDITOR);
    var editor = joined(Role.EDITOR);
    var viewer = joined(Role.VIEWER);
    var details = new SaltedDetails(Bytes.of(new byte[16]), new Details("", "Firefox, Linux"));
    List.of(host, auditor, editor, viewer).forEach(this::entries);
    observe(EntryType.INVITE_OPENED, LedgerEntry.ANYONE, "A".repeat(22), details);
    observe(EntryType.MEMBER_CONNECTED, viewer.id().value(), "", details);
    observe(EntryType.MEMBER_CONNECTED, editor.id().value(), "", details);
    var every = entries(host);
    int size = every.size();

    for (var device : List.of(host, auditor)) {
      var all = page(device, "").get("entries");
      assertThat(all).hasSize(size);
      assertThat(all.get(size - 1).get("details").asText()).isEqualTo(details.details().text());
      assertThat(all.get(size - 1).get("salt").asText()).isEqualTo(details.salt().toString());
    }
    for (var device : List.of(editor, viewer)) {
      var own = page(device, "").get("entries");
      assertThat(texts(own))
          .isEqualTo(
              every.stream()
                  .filter(it -> it.type().byStatement() || it.actor().equals(device.id().value()))
                  .toList());
      assertThat(own.get(own.size() - 1).get("details").asText())
          .isEqualTo(details.details().text());
    }
    assertThat(editor.get(editor.path("/ledger/export")).code()).isEqualTo("role_forbidden");
    assertThat(viewer.get(viewer.path("/ledger/export")).code()).isEqualTo("role_forbidden");
    assertThat(checkpoint(viewer)).isEqualTo(checkpoint(host));
  }

  @Test
  void detailsOfOthersAreNotToldWithWhatTheyDid() {
    var editor = joined(Role.EDITOR);
    var details = new SaltedDetails(Bytes.of(new byte[16]), new Details("203.0.113.0/24", ""));
    var session = host.session();
    var before = Roster.begin(session);
    var genesis = StatementEntry.parse(statements(host).getFirst());
    var provenance = new Provenance("", Optional.of(details));
    broker
        .ledgerStore()
        .append(
            session,
            NewEntries.at(broker.clock().instant(), NewEntry.of(before, genesis, provenance)));

    var seen = page(editor, "").get("entries");
    var last = seen.get(seen.size() - 1);

    assertThat(LedgerEntry.parse(last.get("entry").asText()).details()).isPresent();
    assertThat(last.get("details").asText() + last.get("salt").asText()).isEmpty();
  }

  @Test
  void aPageSaysWhereToGoOn() {
    var viewer = joined(Role.VIEWER);
    List.of(host, viewer).forEach(this::entries);
    for (int i = 0; i < 4; i++) {
      observe(EntryType.INVITE_OPENED, LedgerEntry.ANYONE, "A".repeat(22), null);
    }
    int size = entries(host).size();

    var first = page(host, "?most=3");
    assertThat(first.get("entries")).hasSize(3);
    assertThat(first.get("next").asInt()).isEqualTo(3);
    assertThat(first.get("more").asBoolean()).isTrue();
    var hidden = page(viewer, "?from=" + (size - 4) + "&most=2");
    assertThat(hidden.get("entries")).isEmpty();
    assertThat(hidden.get("next").asInt()).isEqualTo(size - 2);
    assertThat(hidden.get("more").asBoolean()).isTrue();
    var last = page(host, "?from=" + size);
    assertThat(last.get("entries")).isEmpty();
    assertThat(last.get("next").asInt()).isEqualTo(size);
    assertThat(last.get("more").asBoolean()).isFalse();
    assertThat(last.get("size").asInt()).isEqualTo(size);
  }

  @Test
  void whoIsNoMemberReadsNothing() {
    var waiting = broker.guest();
    waiting.join(host.inviteToKnock(Role.EDITOR, 1)).require(202);
    var removed = joined(Role.EDITOR);
    host.remove(removed);
    var stranger = broker.host();
    stranger.enter(host);

    for (var path : PATHS) {
      for (var device : List.<TestDevice>of(waiting, removed, stranger)) {
        assertThat(device.get(device.path(path)).code()).as(path).isEqualTo("not_found");
      }
      assertThat(broker.wire().send("GET", host.path(path)).code())
          .as(path)
          .isEqualTo("token_invalid");
    }
  }

  @Test
  void theLedgerIsThereForItsMembersAfterTheEnd() {
    var auditor = joined(Role.AUDITOR);
    var viewer = joined(Role.VIEWER);
    var removed = joined(Role.EDITOR);
    host.remove(removed);

    host.end();

    assertThat(entries(host)).extracting(LedgerEntry::type).contains(EntryType.SESSION_ENDED);
    assertThat(entries(auditor)).isEqualTo(entries(host));
    assertThat(checkpoint(viewer)).isEqualTo(checkpoint(host));
    auditor.get(auditor.path("/ledger/export")).require(200);
    assertThat(removed.get(removed.path("/ledger")).code()).isEqualTo("not_found");
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

  @Test
  void anExportHasTheStatementsTheEntriesAndTheCheckpoint() {
    runACourse();
    var entries = entries(host);
    var checkpoint = checkpoint(host);
    var answer = host.get(host.path("/ledger/export")).require(200);

    var lines = answer.text().lines().map(LedgerTest::parse).toList();
    assertThat(answer.header("Content-Type")).startsWith("application/jsonl");
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"latchkey-ledger-%s.jsonl\""
                .formatted(host.session().value().substring(0, 6)));
    assertThat(lines.getFirst().get("sid").asText()).isEqualTo(host.session().value());
    assertThat(lines.getFirst().get("origin").asText()).isEqualTo(broker.origin());
    assertThat(of("statement", lines).map(it -> it.get("entry").asText()))
        .isEqualTo(statements(host));
    assertThat(of("entry", lines).map(it -> LedgerEntry.parse(it.get("entry").asText())))
        .isEqualTo(entries);
    var last = of("checkpoint", lines).toList().getLast();
    assertThat(open(last.get("note").asText(), host)).isEqualTo(checkpoint);
  }

  @Test
  void anExportVerifiesByItselfAndNotWithoutOneOfItsEntries() {
    runACourse();

    var lines = host.get(host.path("/ledger/export")).require(200).text().lines().toList();

    assertThat(verify(lines))
        .isInstanceOfSatisfying(
            Verdict.Whole.class, whole -> assertThat(whole.checkpoints()).isPositive());
    var changed = new ArrayList<>(lines);
    changed.removeIf(line -> line.contains("member.declined"));
    assertThat(verify(changed)).isInstanceOf(Verdict.Broken.class);
  }

  private static Verdict verify(List<String> lines) {
    return LedgerVerifier.verify(lines.iterator(), Optional.empty());
  }

  /// Every kind of statement once.
  private void runACourse() {
    joined(Role.EDITOR).moveTo(broker.guest());
    var invite =
        host.extend(host.invite(Role.EDITOR, 1, Duration.ofDays(1)), 3, Duration.ofDays(2));
    var editor = joined(Role.EDITOR);
    broker.guest().join(invite).require(201);
    var waiting = broker.guest();
    var knock = host.inviteToKnock(Role.EDITOR, 2);
    waiting.join(knock).require(202);
    host.answerKnock(waiting);
    host.state(host.admission(waiting)).require(201);
    var declined = broker.guest();
    declined.join(knock).require(202);
    host.decline(declined);
    host.changeRole(editor, Role.VIEWER);
    host.compare(editor, true).require(201);
    host.compare(editor, false).require(201);
    host.remove(waiting);
    host.revoke(invite.id()).require(201);
    host.freeze(true);
    host.freeze(false);
    host.end();
  }

  private GuestDevice joined(Role role) {
    var guest = broker.guest();
    guest.join(host.invite(role)).require(201);
    return guest;
  }

  private static EnumSet<EntryType> typesByStatement() {
    var types = EnumSet.allOf(EntryType.class);
    types.removeIf(it -> !it.byStatement() || it == EntryType.SESSION_CHANGED);
    return types;
  }

  private void observe(EntryType type, String actor, String object, SaltedDetails details) {
    var entry =
        new NewEntry(
            type,
            actor,
            object,
            LedgerEntry.OK,
            1,
            2,
            Optional.empty(),
            "",
            Optional.ofNullable(details));
    broker
        .ledgerStore()
        .append(host.session(), NewEntries.at(broker.clock().instant(), List.of(entry)));
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

  private Checkpoint checkpoint(RosterDevice device) {
    var path = device.path("/ledger/checkpoint");
    return open(device.get(path).require(200).get("checkpoint"), device);
  }

  /// The checkpoint, if it is signed by the key that the genesis pins.
  private Checkpoint open(String note, RosterDevice device) {
    var origin = Checkpoint.sessionOrigin(broker.origin(), device.session());
    return Checkpoint.open(note, new NoteKey(origin, device.follow().ledgerKey()));
  }

  private static List<Bytes> hashes(RosterDevice device, String query) {
    var answer = device.get(device.path("/ledger/proof?" + query)).require(200);
    return StreamSupport.stream(answer.json().get("hashes").spliterator(), false)
        .map(it -> Bytes.of(Base64Url.decode(it.asText())))
        .toList();
  }

  private static JsonNode page(TestDevice device, String query) {
    return device.get(device.path("/ledger" + query)).require(200).json();
  }

  /// With the entry of this reading: of the next ones there is none.
  private List<LedgerEntry> entries(TestDevice device) {
    var _ = page(device, "");
    broker.services().notices().settle();
    return texts(page(device, "").get("entries"));
  }

  private static List<LedgerEntry> texts(JsonNode entries) {
    return StreamSupport.stream(entries.spliterator(), false)
        .map(it -> LedgerEntry.parse(it.get("entry").asText()))
        .toList();
  }

  private static List<String> statements(TestDevice device) {
    var statements = device.get(device.path("/members")).require(200).json().get("statements");
    return StreamSupport.stream(statements.spliterator(), false).map(JsonNode::asText).toList();
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

  private static Stream<JsonNode> of(String kind, List<JsonNode> lines) {
    return lines.stream().filter(it -> it.get("kind").asText().equals(kind));
  }

  private static JsonNode parse(String line) {
    return new Answer(200, null, line.getBytes(UTF_8)).json();
  }
}
