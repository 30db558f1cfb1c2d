package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.RosterDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestInvite;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.ChannelHead;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.Role;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Changes of members, with the key and the closing heads that go with them.
@Timeout(60)
class MemberChangeTest {
  private TestBroker broker;
  private HostDevice host;
  private TestInvite open;
  private GuestDevice editor;
  private GuestDevice other;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
    open = host.invite(Role.EDITOR, 9, Duration.ofDays(1));
    editor = member(Role.EDITOR);
    other = member(Role.EDITOR);
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

  @Test
  void whoIsLeftAndWhoeverHoldsAnOpenInviteGetsTheKeyOfTheNewEpoch() {
    editor.append(0, "before").require(201);

    host.remove(editor);

    other.follow();
    assertThat(other.epoch()).isEqualTo(2);
    other.append(0, "after").require(201);
    var newcomer = broker.guest();
    newcomer.join(open).require(201);
    assertThat(newcomer.epoch()).isEqualTo(2);
    newcomer.append(0, "by a newcomer").require(201);
  }

  @Test
  void aRemovedMemberIsOneNoLonger() {
    host.remove(editor);

    assertThat(host.roster().member(editor.id()).orElseThrow().standing())
        .isEqualTo(Member.Standing.REMOVED);
    for (var path : List.of("/members", "/channels/0", "/events")) {
      assertThat(editor.get(editor.path(path)).code()).isEqualTo("not_found");
    }
    assertThat(editor.append(0, "a").code()).isEqualTo("not_found");
    assertThat(editor.refresh().code()).isEqualTo("token_invalid");
  }

  @Test
  void theWrapsAreForThoseWhoGetTheKeyAndForNobodyElse() {
    var change = host.change().removing(editor);
    var all = change.wraps();
    var stranger = Map.of("kind", "member", "id", editor.id().value(), "wrap", wrap(all));
    var asInvite = Map.of("kind", "invite", "id", other.id().value(), "wrap", wrap(all));
    assertThat(all).hasSize(3);

    for (var wraps :
        List.of(
            List.of(),
            all.subList(1, 3),
            all.subList(0, 2),
            with(all, stranger),
            with(all, all.getFirst()),
            with(all.subList(0, 2), all.getFirst()),
            with(all.subList(1, 3), asInvite))) {
      assertRefused(wraps, change.statement());
    }
    assertThat(other.get(other.path("/members")).json().get("wraps")).isEmpty();
    host.state(Map.of("statement", change.statement(), "wraps", all)).require(201);
    assertThat(other.get(other.path("/members")).json().get("wraps")).hasSize(1);
  }

  @Test
  void aStatementThatGivesNobodyAKeyBringsNoWraps() {
    var wraps = host.change().wraps();
    var toAnEditorAgain = host.change().withoutAnEpoch().role(other, Role.VIEWER);

    assertRefused(wraps, host.revocation(open.id()));
    assertRefused(wraps, toAnEditorAgain.statement());
    host.state(toAnEditorAgain.body()).require(201);
    assertThat(other.append(0, "a").code()).isEqualTo("role_forbidden");
  }

  @Test
  void aWrapHasItsForm() {
    var change = host.change();
    var good = change.wraps().getFirst();
    for (var bad :
        List.of(
            Map.of("kind", "nobody", "id", good.get("id"), "wrap", good.get("wrap")),
            Map.of("kind", "member", "id", "x", "wrap", good.get("wrap")),
            Map.of("kind", "member", "id", good.get("id"), "wrap", "AAAA"),
            Map.of("kind", "member", "id", good.get("id")))) {
      assertRefused(with(change.wraps().subList(1, 4), bad), change.statement());
    }
  }

  private void assertRefused(List<?> wraps, String statement) {
    int size = host.follow().size();
    var answer = host.state(Map.of("statement", statement, "wraps", wraps));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("bad_request");
    assertThat(host.follow().size()).isEqualTo(size);
  }

  private static String wrap(List<Map<String, String>> wraps) {
    return wraps.getFirst().get("wrap");
  }

  private static List<Map<String, String>> with(
      List<Map<String, String>> wraps, Map<String, String> more) {
    return Stream.concat(wraps.stream(), Stream.of(more)).toList();
  }

  @Test
  void aChangeClosesEveryChannelAtItsHead() {
    editor.append(0, "a").require(201);
    editor.append(0, "b").require(201);
    editor.append(255, "c").require(201);
    int size = host.follow().size();

    for (var closing :
        List.of(
            List.<ChannelHead>of(),
            List.of(head(0, 2)),
            List.of(head(0, 1), head(255, 1)),
            List.of(head(0, 3), head(255, 1)),
            List.of(head(0, 2), head(4, 0), head(255, 1)))) {
      var change = host.change().removing(editor).closingAt(closing.toArray(ChannelHead[]::new));
      var answer = host.state(change.body());

      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.code()).isEqualTo("heads_moved");
      assertThat(answer.json().get("heads").toString()).isEqualTo("{\"0\":2,\"255\":1}");
    }
    assertThat(host.follow().size()).isEqualTo(size);
    host.remove(editor);
  }

  @Test
  void aLogThatHasMovedIsToldBeforeHeadsThatHave() {
    var change = host.change().removing(editor);
    other.append(0, "a").require(201);
    broker.guest().join(open).require(201);

    assertThat(host.state(change.body()).code()).isEqualTo("statement_conflict");
  }

  @Test
  void writesWaitForAHostWhoseHeadsHadMovedUntilItsNextStatement() throws Exception {
    var change = host.change().removing(editor);
    editor.append(0, "a").require(201);
    assertThat(host.state(change.body()).code()).isEqualTo("heads_moved");
    var removed = CompletableFuture.supplyAsync(() -> editor.append(0, "b"));
    var stays = CompletableFuture.supplyAsync(() -> other.append(0, "c"));
    broker.awaitHeldWrites(host.session(), 2);
    assertThat(removed).isNotDone();
    assertThat(stays).isNotDone();

    host.remove(editor);

    assertThat(removed.get(4, TimeUnit.SECONDS).code()).isEqualTo("not_found");
    assertThat(stays.get(4, TimeUnit.SECONDS).code()).isEqualTo("epoch_closed");
    assertThat(host.heads()).extracting(ChannelHead::head).containsExactly(1L);
  }

  @Test
  void writesWaitForFiveSecondsAndNoLonger() {
    var change = host.change().removing(editor);
    editor.append(0, "a").require(201);
    host.state(change.body());
    broker.clock().advance(Duration.ofSeconds(5));

    editor.append(0, "b").require(201);
    host.state(change.body());

    assertThat(host.heads()).extracting(ChannelHead::head).containsExactly(2L);
  }

  @Test
  void theSameChangeAgainGetsTheSameAnswer() {
    var change = host.change().removing(editor).body();
    var first = host.state(change).require(201);
    host.append(1, "of the closed epoch");

    assertThat(host.state(change).require(201).json()).isEqualTo(first.json());
  }

  @Test
  void aMemberIsRemovedByAChangeThatSaysSo() {
    var ofTheOther = host.change().removing(other).body();

    var answer = host.call("DELETE", host.memberPath(editor), ofTheOther);
    assertThat(answer.code()).isEqualTo("bad_request");
    answer =
        host.call("DELETE", host.memberPath(editor), RosterDevice.bare(host.revocation(open.id())));
    assertThat(answer.code()).isEqualTo("bad_request");
    answer = host.call("DELETE", host.path("/members/x"), ofTheOther);
    assertThat(answer.code()).isEqualTo("not_found");

    host.call("DELETE", host.memberPath(other), ofTheOther).require(200);
    other.append(0, "a");
    assertThat(other.get(other.path("/members")).code()).isEqualTo("not_found");
  }

  @Test
  void whoIsNoHostStatesNothing() {
    var change = host.change().removing(editor).body();

    for (var answer :
        List.of(other.state(change), other.call("DELETE", other.memberPath(editor), change))) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.code()).isEqualTo("role_forbidden");
    }
  }

  @Test
  void aStatementWithItsWrapsHasRoomForAThousand() {
    assertThat(padded(2_097_152).code()).isEqualTo("bad_request");
    assertThat(padded(2_097_153).code()).isEqualTo("payload_too_large");
  }

  private Answer padded(int size) {
    byte[] body = new byte[size];
    Arrays.fill(body, (byte) ' ');
    return host.callRaw("POST", host.path("/statements"), body, "Content-Type", "application/json");
  }

  private static ChannelHead head(int channel, long number) {
    return new ChannelHead(channel, number, Bytes.of(new byte[32]));
  }
}
