package dev.latchkey.broker.http;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.broker.TestInvite;
import dev.latchkey.broker.ledger.StoredEntry;
import dev.latchkey.broker.limit.Limit;
import dev.latchkey.crypto.ledger.Details;
import dev.latchkey.crypto.ledger.EntryType;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.roster.InviteLink;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.seal.FrameKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the broker observes of those who call gets into the ledger.
@Timeout(60)
class ObservedActsTest {
  private static final Duration LONG = Duration.ofDays(29);
  private static final String USER_AGENT =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36";

  private final TestBroker broker =
      TestBroker.inMemory(
          Map.of(
              "LATCHKEY_SESSION_MAX_MEMBERS", "4",
              "LATCHKEY_TRUSTED_PROXIES", "127.0.0.1"));
  private final HostDevice host = broker.host();
  private final TestInvite invite = host.invite(Role.EDITOR, 9, LONG);
  private final GuestDevice guest = broker.guest();

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aLookIsEnteredWithItsRequestAndWhereItCameFrom() {
    var answer =
        broker
            .wire()
            .send(
                "GET",
                "/v1/invites/" + invite.id().value(),
                "X-Forwarded-For",
                "203.0.113.77",
                "User-Agent",
                USER_AGENT)
            .require(200);

    var entry = observed(EntryType.INVITE_OPENED).getFirst();
    assertThat(entry.actor()).isEqualTo("anyone");
    assertThat(entry.object()).isEqualTo(invite.id().value());
    assertThat(entry.log()).isEqualTo(3);
    assertThat(entry.request()).isEqualTo(answer.header("X-Request-Id"));
    assertThat(detailsOf(EntryType.INVITE_OPENED))
        .contains(new Details("203.0.113.0/24", "Chrome, Windows"));
  }

  @Test
  void aHeadOfALookIsNoLook() {
    broker.wire().send("HEAD", "/v1/invites/" + invite.id().value()).require(200);

    assertThat(observed(EntryType.INVITE_OPENED)).isEmpty();
  }

  @Test
  void eachRefusedJoinIsEnteredWithItsReason() {
    var token = guest.token(invite);
    var statement = guest.statement(invite);
    var claim = guest.claim(invite, guest.challenge(invite.session(), invite.id()));
    guest.join(invite, token, guest.sign(claim, guest.signingKey())).require(404);
    guest.join(invite, "", statement).require(404);
    host.extend(invite, 9, LONG);
    guest.join(invite, token, statement).require(409);

    assertThat(observed(EntryType.INVITE_REFUSED))
        .extracting(LedgerEntry::object, LedgerEntry::outcome)
        .containsExactly(
            tuple(invite.id().value(), "bad_proof"),
            tuple(invite.id().value(), "bad_token"),
            tuple(invite.id().value(), "other"));
    assertThat(host.listed(invite).get("failed").asInt()).isEqualTo(3);
  }

  @Test
  void aDeadInviteSaysWhyItRefuses() {
    var used = host.invite(Role.EDITOR, 1, LONG);
    broker.guest().join(used).require(201);
    guest.join(used).require(409);
    var revoked = host.invite(Role.EDITOR, 1, LONG);
    host.revoke(revoked.id()).require(201);
    guest.join(revoked).require(409);
    var expired = host.invite(Role.EDITOR, 1, Duration.ofMinutes(1));
    broker.clock().advance(Duration.ofMinutes(1));
    guest.join(expired).require(409);

    assertThat(observed(EntryType.INVITE_REFUSED))
        .extracting(LedgerEntry::object, LedgerEntry::outcome)
        .containsExactly(
            tuple(used.id().value(), "used"),
            tuple(revoked.id().value(), "revoked"),
            tuple(expired.id().value(), "expired"));
  }

  @Test
  void whoWasDeclinedAndWhoFindsNoRoomAreEnteredAsThat() {
    var knocking = host.inviteToKnock(Role.EDITOR, 2);
    guest.join(knocking).require(202);
    host.decline(guest);
    guest.join(knocking).require(409);
    for (int i = 0; i < 3; i++) {
      broker.guest().join(invite).require(201);
    }
    broker.guest().join(invite).require(409);

    assertThat(observed(EntryType.INVITE_REFUSED))
        .extracting(LedgerEntry::object, LedgerEntry::outcome)
        .containsExactly(
            tuple(knocking.id().value(), "declined"), tuple(invite.id().value(), "full"));
  }

  @Test
  void anInviteThatGetsLockedIsEnteredOnceForEachTime() {
    for (int i = 0; i < Limit.JOIN_INVITE.burst() + 3; i++) {
      forge();
    }
    assertThat(observed(EntryType.INVITE_LOCKED))
        .extracting(LedgerEntry::actor, LedgerEntry::object)
        .containsExactly(tuple("broker", invite.id().value()));

    broker.clock().advance(Duration.ofMinutes(1));
    forge();
    assertThat(observed(EntryType.INVITE_LOCKED)).hasSize(2);
  }

  @Test
  void aJoinIsEnteredWithWhereItCameFrom() {
    guest.join(invite).require(201);

    assertThat(detailsOf(EntryType.MEMBER_JOINED))
        .contains(new Details("127.0.0.0/24", "other, other"));
  }

  @Test
  void aMemberThatReachesALimitIsEntered() {
    guest.join(invite).require(201);
    broker
        .services()
        .limits()
        .charge(Limit.WRITE, guest.session().value() + guest.id().value(), Limit.WRITE.burst());
    guest.append(0, "too much").require(429);

    assertThat(observed(EntryType.MEMBER_LIMITED))
        .extracting(LedgerEntry::actor, LedgerEntry::outcome)
        .containsExactly(tuple(guest.id().value(), "write"));
  }

  @Test
  void theFirstNameOfAnEpochConfirmsIt() {
    guest.join(invite).require(201);
    rename(guest);
    rename(guest);
    host.state(host.change().body()).require(201);
    host.follow();
    guest.keyOf(host);
    rename(guest);
    rename(guest);

    assertThat(observed(EntryType.EPOCH_CONFIRMED))
        .extracting(LedgerEntry::actor, LedgerEntry::object)
        .containsExactly(tuple(guest.id().value(), "1"), tuple(guest.id().value(), "2"));
  }

  @Test
  void readingAndExportingTheLedgerAreEntered() {
    host.get(host.path("/ledger")).require(200);
    host.get(host.path("/ledger/export")).require(200);

    assertThat(observed(EntryType.LEDGER_READ))
        .extracting(LedgerEntry::actor)
        .containsExactly(host.id().value());
    assertThat(observed(EntryType.LEDGER_EXPORTED))
        .extracting(LedgerEntry::actor)
        .containsExactly(host.id().value());
  }

  @Test
  void whatWasObservedIsThereBeforeAHostReads() {
    guest.look(invite).require(200);

    assertThat(host.get(host.path("/ledger")).require(200).text()).contains("invite.opened");
    assertThat(host.listed(invite).get("opened").asInt()).isEqualTo(1);
  }

  @Test
  void noAddressNoUserAgentAndNoSecretIsEverInTheLedger() {
    var path = "/v1/invites/" + invite.id().value();
    var canary = "Firefox/9.9 canary-3vR8qk (canary; =cmd|canary)";
    for (var address : List.of("203.0.113.77", "2001:db8:77:88::99")) {
      var headers = new String[] {"X-Forwarded-For", address, "User-Agent", canary};
      broker.wire().send("GET", path, headers).require(200);
      var statement = guest.statement(invite);
      broker
          .wire()
          .send("POST", "/v1/joins", Map.of("token", "", "statement", statement), headers)
          .require(404);
    }
    guest.join(invite).require(201);

    var link = new InviteLink(invite.session(), invite.secret()).format(broker.origin() + "/j");
    var ledger = host.get(host.path("/ledger")).require(200).text();
    var export = host.get(host.path("/ledger/export")).require(200).text();

    assertThat(ledger).contains("203.0.113.0/24", "2001:db8:77::/48", "Firefox, other");
    assertThat(ledger + export + stored().stream().map(StoredEntry::toString).collect(joining()))
        .doesNotContain("203.0.113.77", "2001:db8:77:88", "canary")
        .doesNotContain(link.substring(link.lastIndexOf('.') + 1));
  }

  private void forge() {
    var claim = guest.claim(invite, guest.challenge(invite.session(), invite.id()));
    guest.join(invite, "", guest.sign(claim, guest.signingKey())).require(404);
  }

  private static void rename(TestDevice device) {
    var frame = TestDevice.text(device.seal(FrameKind.NAME, 0, "Ben"));
    var path = device.path("/members/" + device.id().value() + "/name");
    device.call("PUT", path, Map.of("frame", frame)).require(200);
  }

  private List<StoredEntry> stored() {
    broker.services().notices().settle();
    return broker.ledgerStore().entries(host.session(), 0, 1_000);
  }

  private List<LedgerEntry> observed(EntryType type) {
    return stored().stream()
        .map(it -> LedgerEntry.parse(it.leaf()))
        .filter(it -> it.type() == type)
        .toList();
  }

  private Optional<Details> detailsOf(EntryType type) {
    return stored().stream()
        .filter(it -> LedgerEntry.parse(it.leaf()).type() == type)
        .findFirst()
        .flatMap(StoredEntry::details)
        .map(it -> it.details());
  }
}
