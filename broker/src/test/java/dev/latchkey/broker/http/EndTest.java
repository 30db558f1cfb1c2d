package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.RosterDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestInvite;
import dev.latchkey.crypto.roster.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndTest {
  private TestBroker broker;
  private HostDevice host;
  private GuestDevice editor;
  private TestInvite invite;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
    editor = broker.guest();
    editor.join(host.invite(Role.EDITOR)).require(201);
    invite = host.invite(Role.EDITOR, 2, Duration.ofDays(1));
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void theLogStaysAndEverythingElseIsErased() {
    ApprovalTest.name(host);
    editor.append(0, "a").require(201);

    int size = host.end().json().get("size").asInt();

    var news = editor.get(editor.path("/members")).require(200).json();
    assertThat(news.get("size").asInt()).isEqualTo(size);
    assertThat(news.get("statements")).hasSize(size);
    assertThat(news.get("names")).isEmpty();
    assertThat(host.get(host.path("/members")).require(200).json().get("wraps")).isEmpty();
    assertThat(editor.follow().ended()).isTrue();
    assertThat(broker.sessionStore().channelHeads(host.session())).isEmpty();
    var stored = broker.sessionStore().invite(host.session(), invite.id()).orElseThrow();
    assertThat(stored.label().size() + stored.preview().size()).isZero();
  }

  @Test
  void membersAreToldThatItHasEndedWhateverTheyWant() {
    host.end();

    var answers = new ArrayList<Answer>();
    for (var device : List.<RosterDevice>of(host, editor)) {
      answers.addAll(List.of(device.append(0, "a"), device.replace(0, 0, "a")));
      for (var path : List.of("/channels/0", "/events", "/invites")) {
        answers.add(device.get(device.path(path)));
      }
      for (var path : List.of("/statements", "/invites", "/ephemeral", "/compared")) {
        answers.add(device.call("POST", device.path(path), Map.of("x", 1)));
      }
      answers.add(device.call("DELETE", device.path(""), Map.of("x", 1)));
      answers.add(device.call("DELETE", device.memberPath(host), Map.of("x", 1)));
      answers.add(device.call("PUT", device.memberPath(device) + "/name", Map.of("x", 1)));
    }
    assertThat(answers).allMatch(it -> it.status() == 410 && it.code().equals("session_ended"));
  }

  @Test
  void nobodyElseLearnsThatItHasEnded() {
    var removed = broker.guest();
    removed.join(host.invite(Role.EDITOR)).require(201);
    host.remove(removed);
    var waiting = broker.guest();
    waiting.join(host.inviteToKnock(Role.EDITOR, 1)).require(202);

    host.end();

    assertThat(broker.wire().send("GET", host.path("/channels/0")).code())
        .isEqualTo("token_invalid");
    assertThat(removed.append(0, "a").code()).isEqualTo("not_found");
    assertThat(removed.get(removed.path("/members")).code()).isEqualTo("not_found");
    assertThat(waiting.get(waiting.path("/channels/0")).code()).isEqualTo("not_found");
    waiting.get(waiting.path("/members")).require(200);
  }

  @Test
  void whoeverHoldsAnInviteSeesWhoHasEndedIt() {
    var coHost = broker.guest();
    coHost.join(host.invite(Role.HOST)).require(201);
    var before = broker.guest().look(invite).require(200).json();
    assertThat(before.get("end").isNull()).isTrue();

    coHost.end();

    var looked = broker.guest().look(invite).require(200).json();
    var log = host.get(host.path("/members")).require(200).json().get("statements");
    assertThat(looked.get("state").asText()).isEqualTo("ended");
    assertThat(looked.get("token").isNull()).isTrue();
    assertThat(looked.get("preview").asText()).isEmpty();
    assertThat(looked.get("end")).isEqualTo(log.get(log.size() - 1));
    int joined = coHost.roster().member(coHost.id()).orElseThrow().entry();
    assertThat(looked.get("chain")).contains(log.get(0), log.get(joined - 1), log.get(joined));
  }

  @Test
  void aJoinerWithProofIsToldSo() {
    host.end();

    var answer = broker.guest().join(invite);

    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.code()).isEqualTo("session_ended");
  }

  @Test
  void onlyAHostEndsItAndOnlyByAnEnd() {
    host.follow();
    var revocation = Map.of("statement", host.revocation(invite.id()));
    assertThat(host.call("DELETE", host.path(""), revocation).code()).isEqualTo("bad_request");
    assertThat(editor.call("DELETE", editor.path(""), revocation).code())
        .isEqualTo("role_forbidden");

    editor.append(0, "a").require(201);
  }

  @Test
  void whoIsWaitingIsToldAtOnceAndNobodyWaitsAfterwards() throws Exception {
    int size = editor.follow().size();
    var read = CompletableFuture.supplyAsync(() -> editor.get(editor.path("/channels/0?wait=30")));
    var log = host.path("/members?wait=30&after=" + size);
    var news = CompletableFuture.supplyAsync(() -> host.get(log));
    broker.awaitReaders(host.session(), 2);

    var ending = broker.guest();
    ending.join(host.invite(Role.HOST)).require(201);
    ending.end();

    assertThat(read.get(20, TimeUnit.SECONDS).code()).isEqualTo("session_ended");
    news.get(20, TimeUnit.SECONDS).require(200);
    int last = host.follow().size();
    host.get(host.path("/members?wait=30&after=" + last)).require(200);
  }

  @Test
  void anEndedSessionIsNotKeptAliveByTokens() {
    host.end();
    var expiry = broker.sessionStore().find(host.session()).orElseThrow().expiresAt();
    broker.clock().advance(Duration.ofDays(20));

    editor.refresh().require(201);

    assertThat(broker.sessionStore().find(host.session()).orElseThrow().expiresAt())
        .isEqualTo(expiry);
  }
}
