package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.RosterDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestChange;
import dev.latchkey.crypto.roster.InviteSecret;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.Role;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What members, and hosts, try who do not keep to the rules: the broker takes none of it.
class HostileMemberTest {
  private TestBroker broker;
  private HostDevice host;
  private GuestDevice coHost;
  private GuestDevice editor;
  private GuestDevice viewer;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
    coHost = member(Role.HOST);
    editor = member(Role.EDITOR);
    viewer = member(Role.VIEWER);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private GuestDevice member(Role role) {
    var guest = broker.guest();
    guest.join(host.invite(role)).require(201);
    return guest;
  }

  private Optional<Role> roleOf(GuestDevice device) {
    return host.follow().member(device.id()).filter(Member::active).map(Member::role);
  }

  private void assertRefused(String code, Answer answer) {
    assertThat(answer.code()).isEqualTo(code);
  }

  private void assertBreaks(String rule, TestChange change) {
    var answer = host.state(change.body());
    assertThat(answer.code()).isEqualTo("statement_invalid");
    assertThat(answer.get("detail")).isEqualTo(rule);
  }

  @Test
  void aChangeThatIsReplayedChangesNothing() {
    var raise = host.change().role(viewer, Role.EDITOR).body();
    host.state(raise).require(201);
    host.changeRole(viewer, Role.VIEWER);
    int size = host.follow().size();

    host.state(raise).require(201);

    assertThat(roleOf(viewer)).contains(Role.VIEWER);
    assertThat(host.follow().size()).isEqualTo(size);
    assertThat(viewer.append(0, "a").code()).isEqualTo("role_forbidden");
  }

  @Test
  void aChangeThatWasNeverTakenIsNotTakenLater() {
    var raise = host.change().role(viewer, Role.EDITOR).body();
    host.invite(Role.VIEWER);

    assertRefused("statement_conflict", host.state(raise));
    assertThat(roleOf(viewer)).contains(Role.VIEWER);
  }

  @Test
  void aChangeOfOneSessionIsNoneOfAnother() {
    var elsewhere = broker.host();
    var change = elsewhere.change().body();

    assertThat(host.state(change).status()).isEqualTo(400);
    assertThat(host.follow().epoch()).isEqualTo(1);
  }

  @Test
  void nobodyBringsAStatementOfAnother() {
    var ofTheCoHost = coHost.change().removing(viewer).body();
    assertRefused("bad_request", host.state(ofTheCoHost));
    assertRefused("bad_request", host.call("DELETE", host.memberPath(viewer), ofTheCoHost));
    assertRefused("role_forbidden", viewer.state(ofTheCoHost));
    assertThat(roleOf(viewer)).contains(Role.VIEWER);
  }

  @Test
  void whoIsNoHostActsAsNone() {
    for (var device : List.of(editor, viewer)) {
      var raise = device.change().role(device, Role.HOST).body();
      assertRefused("role_forbidden", device.state(raise));
      assertRefused("role_forbidden", device.call("DELETE", device.memberPath(coHost), raise));
      assertRefused("role_forbidden", device.call("DELETE", device.path(""), raise));
      assertRefused("role_forbidden", device.register(Map.of("x", 1)));
      assertRefused("role_forbidden", device.get(device.path("/invites")));
    }
    assertThat(roleOf(editor)).contains(Role.EDITOR);
  }

  @Test
  void aDemotedHostActsAsOneNoLongerNorDoesAnybodyForIt() {
    var removal = coHost.change().removing(viewer).body();
    host.changeRole(coHost, Role.EDITOR);

    assertRefused("role_forbidden", coHost.state(removal));
    assertRefused("bad_request", host.state(removal));
    var late = coHost.change().removing(viewer).body();
    assertRefused("role_forbidden", coHost.state(late));
    assertRefused("bad_request", host.state(late));
    assertThat(roleOf(viewer)).contains(Role.VIEWER);
  }

  @Test
  void thePinnedHostIsRemovedByNobodyElse() {
    var answer = coHost.state(coHost.change().removing(host).body());

    assertThat(answer.code()).isEqualTo("statement_invalid");
    assertThat(answer.get("detail")).isEqualTo("pinned_host");
    assertThat(host.follow().member(host.id()).orElseThrow().active()).isTrue();
  }

  @Test
  void aRemovalTakesTheKeyAndTheWaysBack() {
    assertBreaks("key_unchanged", host.change().withoutAnEpoch().removing(viewer));
    assertBreaks("invite_left_open", host.change().declining(viewer));
    host.remove(viewer);

    assertRefused("statement_invalid", host.state(host.change().declining(viewer).body()));
    assertRefused("statement_invalid", host.state(host.change().role(viewer, Role.HOST).body()));
  }

  @Test
  void aRemovedDeviceDoesNotComeBackByAnotherInvite() {
    var open = host.invite(Role.EDITOR, 9, Duration.ofDays(1));
    host.remove(editor);

    assertRefused("invite_revoked", editor.join(open));
    assertThat(roleOf(editor)).isEmpty();
  }

  @Test
  void aRemovedMemberMakesRoomForAnother() {
    try (var small = TestBroker.inMemory(Map.of("LATCHKEY_SESSION_MAX_MEMBERS", "2"))) {
      var owner = small.host();
      var first = small.guest();
      first.join(owner.invite(Role.EDITOR)).require(201);
      var open = owner.invite(Role.EDITOR, 9, Duration.ofDays(1));
      var second = small.guest();
      assertRefused("session_full", second.join(open));

      owner.remove(first);

      second.join(open).require(201);
    }
  }

  @Test
  void aKeyOfAnotherEpochThanTheRunningOneIsRefused() {
    var secret = InviteSecret.random(new SecureRandom());
    host.follow();
    var invitation = host.invitation(secret, Role.EDITOR, 1, Duration.ofDays(1));
    var wrap = ((Map<?, ?>) invitation.get("wrap")).get("wrap");
    for (int epoch : List.of(0, 2)) {
      invitation.put("wrap", Map.of("epoch", epoch, "wrap", wrap));
      assertRefused("bad_request", host.register(invitation));
    }
    var ofEpoch1 = editor.epochKey();
    host.state(host.change().body()).require(201);

    assertRefused("epoch_closed", editor.append(0, "of epoch 1"));
    editor.use(3, ofEpoch1);
    assertRefused("epoch_closed", editor.append(0, "of epoch 3"));
    assertThat(broker.sessionStore().channelHeads(host.session())).isEmpty();
  }

  @Test
  void whoJoinsByAnInviteGetsNoKeyOfThePast() {
    var open = host.invite(Role.EDITOR, 9, Duration.ofDays(1));
    host.state(host.change().body()).require(201);
    host.state(host.change().body()).require(201);

    var wraps = broker.guest().join(open).require(201).json().get("wraps");

    assertThat(wraps).hasSize(1);
    assertThat(wraps.get(0).get("epoch").asInt()).isEqualTo(3);
  }

  @Test
  void aFrozenSessionTakesFramesOfHostsAlone() {
    host.freeze(true);

    assertRefused("role_forbidden", editor.append(0, "a"));
    coHost.append(0, "a").require(201);
    host.freeze(false);
    editor.append(0, "a").require(201);
  }

  @Test
  void aFreezeClosesEveryChannelAtItsHead() {
    editor.append(0, "a").require(201);
    var late = host.freezing(true);
    editor.append(0, "b").require(201);

    var answer = host.state(RosterDevice.bare(late));

    assertRefused("heads_moved", answer);
    assertThat(answer.json().get("heads").toString()).isEqualTo("{\"0\":2}");
    assertThat(host.follow().frozen()).isFalse();
    host.freeze(true);
  }
}
