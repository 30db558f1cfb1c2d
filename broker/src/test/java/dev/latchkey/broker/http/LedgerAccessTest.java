package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestDevice;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.NewEntry;
import dev.latchkey.broker.ledger.Provenance;
import dev.latchkey.broker.ledger.SaltedDetails;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.Details;
import dev.latchkey.crypto.ledger.EntryType;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.StatementEntry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LedgerAccessTest extends LedgerReading {
  private static final List<String> PATHS =
      List.of(
          "/ledger",
          "/ledger/checkpoint",
          "/ledger/proof?index=0",
          "/ledger/proof?from=1",
          "/ledger/export");

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
}
