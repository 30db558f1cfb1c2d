package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestInvite;
import dev.latchkey.broker.limit.Limit;
import dev.latchkey.crypto.roster.InviteSecret;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.roster.StatementWriter;
import dev.latchkey.crypto.token.InvalidTokenException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InviteTest {
  private TestBroker broker;
  private HostDevice host;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void lookingNeverUsesAnInviteUp() {
    var invite = host.invite(Role.EDITOR);
    var guest = broker.guest();
    for (int i = 0; i < 20; i++) {
      guest.look(invite).require(200);
      guest.challenge(invite.session(), invite.id());
    }

    assertThat(host.listed(invite).get("opened").asInt()).isEqualTo(20);
    assertThat(host.listed(invite).get("used").asInt()).isZero();
    guest.join(invite).require(201);
  }

  @Test
  void headAndOptionsChangeNothing() {
    var invite = host.invite(Role.EDITOR);
    var path = "/v1/invites/" + invite.id().value();

    var head = broker.wire().send("HEAD", path);
    var options = broker.wire().send("OPTIONS", path);

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(options.status()).isEqualTo(204);
    assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(host.listed(invite).get("opened").asInt()).isZero();
  }

  @Test
  void aLookShowsWhatAJoinerNeedsToCheckTheInvite() {
    var invite = host.invite(Role.VIEWER, 2, Duration.ofDays(1));

    var looked = broker.guest().look(invite).require(200).json();

    assertThat(looked.get("state").asText()).isEqualTo("ready");
    assertThat(looked.get("statement").asText()).isEqualTo(invite.statement());
    assertThat(looked.get("uses").asInt()).isEqualTo(2);
    assertThat(looked.get("used").asInt()).isZero();
    assertThat(looked.get("approval").asBoolean()).isFalse();
    assertThat(looked.get("chain")).hasSize(1);
    assertThat(StatementEntry.parse(looked.get("chain").get(0).asText()).statement().sid())
        .isEqualTo(host.session());
    var token = broker.tokens().verifyInvite(looked.get("token").asText(), now());
    assertThat(token.invite()).isEqualTo(invite.id());
    assertThat(token.session()).isEqualTo(host.session());
    assertThat(token.role()).isEqualTo(Role.VIEWER);
  }

  @Test
  void theChainShowsWhoMadeAGuestAHost() {
    var guest = broker.guest();
    var guestInvite = host.invite(Role.EDITOR);
    guest.join(guestInvite).require(201);
    host.changeRole(guest, Role.HOST);
    var invite = guest.invite(Role.AUDITOR);

    var chain = broker.guest().look(invite).require(200).json().get("chain");

    var kinds = new ArrayList<Class<?>>();
    for (var entry : chain) {
      kinds.add(StatementEntry.parse(entry.asText()).statement().getClass());
    }
    assertThat(kinds)
        .containsExactly(
            Statement.Genesis.class,
            Statement.Invite.class,
            Statement.Join.class,
            Statement.Change.class);
    assertThat(chain.get(1).asText()).isEqualTo(guestInvite.statement());
  }

  @Test
  void theChainShowsHowAnInvitingCoHostCameIn() {
    var coHostInvite = host.invite(Role.HOST);
    var coHost = broker.guest();
    coHost.join(coHostInvite).require(201);
    host.follow();
    var joined = host.roster().member(coHost.id()).orElseThrow();

    var invite = coHost.invite(Role.EDITOR);
    host.extend(coHostInvite, 2, Duration.ofDays(2));
    var chain = broker.guest().look(invite).require(200).json().get("chain");

    assertThat(chain).hasSize(3);
    assertThat(chain.get(1).asText()).isEqualTo(coHostInvite.statement());
    assertThat(StatementEntry.parse(chain.get(2).asText()).hash()).isEqualTo(joined.entryHash());
  }

  @Test
  void anInviteTokenEndsWithItsInviteAndAfterSevenDaysAtTheLatest() {
    var brief = broker.guest().token(host.invite(Role.EDITOR, 1, Duration.ofHours(1)));
    var lasting = broker.guest().token(host.invite(Role.EDITOR, 1, Duration.ofDays(30)));

    assertThat(broker.tokens().verifyInvite(brief, now()).expiresAt())
        .isEqualTo(now().plus(Duration.ofHours(1)));
    assertThat(broker.tokens().verifyInvite(lasting, now()).expiresAt())
        .isEqualTo(now().plus(Duration.ofDays(7)));
    broker.clock().advance(Duration.ofDays(7));
    assertThatThrownBy(() -> broker.tokens().verifyInvite(lasting, now()))
        .isInstanceOf(InvalidTokenException.class);
  }

  @Test
  void aLookTellsTheStatesApart() {
    var used = host.invite(Role.EDITOR);
    broker.guest().join(used).require(201);
    var revoked = host.invite(Role.EDITOR);
    host.revoke(revoked.id()).require(201);
    var expired = host.invite(Role.EDITOR, 1, Duration.ofMinutes(1));
    broker.clock().advance(Duration.ofMinutes(1));

    assertThat(state(used)).isEqualTo("used");
    assertThat(state(revoked)).isEqualTo("revoked");
    assertThat(state(expired)).isEqualTo("expired");
    for (var invite : List.of(used, revoked, expired)) {
      assertThat(broker.guest().look(invite).json().get("token").isNull()).isTrue();
    }
  }

  @Test
  void anExtensionKeepsTheInviteAndItsCounts() {
    var invite = host.invite(Role.EDITOR);
    broker.guest().join(invite).require(201);

    var extended = host.extend(invite, 2, Duration.ofDays(2));

    assertThat(extended.id()).isEqualTo(invite.id());
    assertThat(state(extended)).isEqualTo("ready");
    assertThat(host.listed(extended).get("opened").asInt()).isEqualTo(2);
    assertThat(host.listed(extended).get("used").asInt()).isEqualTo(1);
    broker.guest().join(extended).require(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAB", "x", "%00", "AAAA%2F.."})
  void anInviteThatIsNotThereIsNotFoundHoweverItIsSpelt(String id) {
    var answer = broker.wire().send("GET", "/v1/invites/" + id);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("not_found");
  }

  @Test
  void onlyHostsRegisterListAndRevokeInvites() {
    var editor = broker.guest();
    editor.join(host.invite(Role.EDITOR)).require(201);
    host.follow();
    var invitation = invitation(1, Duration.ofDays(1));

    var register = editor.call("POST", editor.path("/invites"), invitation);
    var list = editor.get(editor.path("/invites"));

    assertThat(register.code()).isEqualTo("role_forbidden");
    assertThat(list.code()).isEqualTo("role_forbidden");
  }

  @Test
  void theSameRegistrationAgainGetsTheSameAnswer() {
    host.follow();
    var invitation = invitation(1, Duration.ofDays(1));
    var first = host.register(invitation).require(201);

    var second = host.register(invitation).require(201);

    assertThat(second.json()).isEqualTo(first.json());
    assertThat(host.follow().invites()).hasSize(1);
  }

  @Test
  void anInviteExpiresWithinThirtyDays() {
    host.follow();
    assertRefused(host.register(invitation(1, Duration.ofDays(30).plusSeconds(1))));
    assertRefused(host.register(invitation(1, Duration.ZERO)));
    host.register(invitation(1, Duration.ofDays(30))).require(201);
  }

  @Test
  void anInviteWithoutItsKeyOrWithOtherTextsIsRefused() {
    host.follow();
    var withoutKey = invitation(1, Duration.ofDays(1));
    withoutKey.put("wrap", null);
    var otherLabel = invitation(1, Duration.ofDays(1));
    otherLabel.put("label", otherLabel.get("preview"));

    assertRefused(host.register(withoutKey));
    assertRefused(host.register(otherLabel));
    assertThat(host.follow().invites()).isEmpty();
  }

  @Test
  void anInviteThatNeedsApprovalBringsNoKey() {
    var invitation = host.inviteToKnock(Role.EDITOR, 1);

    assertThat(broker.guest().look(invitation).json().get("approval").asBoolean()).isTrue();
    assertThat(host.listed(invitation).get("approval").asBoolean()).isTrue();
    var withKey = invitation(1, Duration.ofDays(1));
    var made = StatementEntry.parse((String) withKey.get("statement")).statement();
    withKey.put(
        "statement",
        StatementWriter.write(withApproval((Statement.Invite) made), host.signingKey()));
    assertRefused(host.register(withKey));
  }

  @Test
  void aRevokedInviteIsGoneForJoinersAndListedForTheHost() {
    var invite = host.invite(Role.EDITOR);
    host.follow();
    var path = host.path("/invites/" + invite.id().value());
    var statement = Map.of("statement", host.revocation(invite.id()));

    var answer = host.call("DELETE", path, statement).require(200);

    assertThat(answer.json().get("size").asInt()).isEqualTo(host.follow().size());
    assertThat(host.listed(invite).get("state").asText()).isEqualTo("revoked");
  }

  @Test
  void theHostSeesForHowLongTriesWithoutProofLockAnInvite() {
    var invite = host.invite(Role.EDITOR);
    assertThat(host.listed(invite).get("lockedForMs").asLong()).isZero();
    var limits = broker.services().limits();
    limits.charge(Limit.JOIN_INVITE, invite.id().value(), Limit.JOIN_INVITE.burst());
    broker.clock().advance(Duration.ofSeconds(20));

    assertThat(host.listed(invite).get("lockedForMs").asLong()).isEqualTo(40_000);

    broker.clock().advance(Duration.ofSeconds(40));
    assertThat(host.listed(invite).get("lockedForMs").asLong()).isZero();
  }

  @Test
  void aRevokeForOneInviteCannotBeSentForAnother() {
    var invite = host.invite(Role.EDITOR);
    var other = host.invite(Role.EDITOR);
    host.follow();
    var statement = Map.of("statement", host.revocation(other.id()));

    var answer = host.call("DELETE", host.path("/invites/" + invite.id().value()), statement);

    assertRefused(answer);
    assertThat(state(other)).isEqualTo("ready");
  }

  private Instant now() {
    return broker.clock().instant();
  }

  private String state(TestInvite invite) {
    return broker.guest().look(invite).require(200).get("state");
  }

  private Map<String, Object> invitation(int uses, Duration validity) {
    return host.invitation(InviteSecret.random(new SecureRandom()), Role.EDITOR, uses, validity);
  }

  private static Statement.Invite withApproval(Statement.Invite made) {
    return new Statement.Invite(
        made.act(),
        made.iid(),
        made.signingKey(),
        made.wrapKey(),
        made.role(),
        made.exp(),
        made.uses(),
        true,
        made.label(),
        made.preview());
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("bad_request");
  }
}
