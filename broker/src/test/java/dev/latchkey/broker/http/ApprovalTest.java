package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestInvite;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.seal.FrameKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Joining by an invite that needs a host's approval.
@Timeout(60)
class ApprovalTest {
  private TestBroker broker;
  private HostDevice host;
  private TestInvite invite;
  private GuestDevice guest;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
    invite = host.inviteToKnock(Role.EDITOR, 2);
    guest = broker.guest();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void whoeverJoinsByItWaitsWithoutAKey() {
    host.append(0, "secret").require(201);

    var answer = guest.join(invite).require(202);

    assertThat(answer.json().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("mid", "role", "accessToken", "expiresIn", "size", "receipt");
    assertThat(answer.get("mid")).isEqualTo(guest.id().value());
    assertThat(host.follow().member(guest.id()).orElseThrow().standing())
        .isEqualTo(Member.Standing.PENDING);
    assertThat(host.listed(invite).get("pending").asInt()).isEqualTo(1);
    assertThat(host.listed(invite).get("used").asInt()).isEqualTo(1);
  }

  @Test
  void whoeverWaitsReadsTheLogAndNothingElse() {
    name(host);
    guest.join(invite).require(202);

    var news = guest.get(guest.path("/members")).require(200).json();

    assertThat(news.get("statements")).hasSize(host.follow().size());
    assertThat(news.get("names")).isEmpty();
    assertThat(news.get("namesVersion").asInt()).isZero();
    assertThat(news.get("wraps")).isEmpty();
    guest.keyOf(host);
    var answers = new ArrayList<>(List.of(guest.append(0, "a"), guest.replace(0, 0, "a")));
    for (var path : List.of("/channels/0", "/events", "/invites")) {
      answers.add(guest.get(guest.path(path)));
    }
    for (var path : List.of("/statements", "/invites", "/ephemeral")) {
      answers.add(guest.call("POST", guest.path(path), Map.of("x", 1)));
    }
    answers.add(guest.call("DELETE", guest.memberPath(host), Map.of("x", 1)));
    answers.add(guest.call("PUT", guest.memberPath(guest) + "/name", Map.of("x", 1)));
    assertThat(answers).allMatch(it -> it.status() == 404 && it.code().equals("not_found"));
    guest.refresh().require(201);
    guest.get(guest.path("/members")).require(200);
  }

  @Test
  void theSameDeviceMayAskAgainUntilItIsLetIn() {
    var first = guest.join(invite).require(202);

    assertThat(guest.join(invite).require(202).json().get("mid"))
        .isEqualTo(first.json().get("mid"));
    assertThat(host.follow().members()).hasSize(2);

    host.state(host.admission(guest)).require(201);

    var wraps = guest.join(invite).require(201).json().get("wraps");
    assertThat(wraps).hasSize(1);
    assertThat(wraps.get(0).get("kind").asText()).isEqualTo("member");
    assertThat(wraps.get(0).get("epoch").asInt()).isEqualTo(1);
  }

  @Test
  void whoIsAdmittedGoesOnWithTheTokenThatItHas() {
    guest.join(invite).require(202);

    host.state(host.admission(guest)).require(201);

    guest.follow();
    assertThat(guest.epoch()).isEqualTo(1);
    guest.append(0, "a").require(201);
  }

  @Test
  void anAdmitBringsTheKeyForThatMemberAndForNobodyElse() {
    guest.join(invite).require(202);
    var second = broker.guest();
    second.join(invite).require(202);
    var admission = host.admission(guest);
    var ofTheOther = host.admission(second).get("wraps");

    for (var wraps : List.of(List.of(), ofTheOther)) {
      var answer = host.state(Map.of("statement", admission.get("statement"), "wraps", wraps));
      assertThat(answer.code()).isEqualTo("bad_request");
    }
    host.state(admission).require(201);
    assertThat(guest.follow().member(second.id()).orElseThrow().standing())
        .isEqualTo(Member.Standing.PENDING);
  }

  @Test
  void anAuditorIsAdmittedWithoutAKey() {
    var auditors = host.inviteToKnock(Role.AUDITOR, 1);
    guest.join(auditors).require(202);

    host.state(host.admission(guest)).require(201);

    assertThat(guest.get(guest.path("/members")).require(200).json().get("wraps")).isEmpty();
    assertThat(guest.get(guest.path("/channels/0")).code()).isEqualTo("role_forbidden");
  }

  @Test
  void whoeverWaitsHearsOfItsAdmissionAtOnce() throws Exception {
    guest.join(invite).require(202);
    int size = guest.follow().size();
    name(host);
    var held =
        CompletableFuture.supplyAsync(
            () -> guest.get(guest.path("/members?wait=30&names=0&after=" + size)));
    broker.awaitReaders(host.session(), 1);

    host.state(host.admission(guest)).require(201);

    var news = held.get(20, TimeUnit.SECONDS).require(200).json();
    assertThat(news.get("statements")).hasSize(1);
  }

  @Test
  void whoeverIsDeclinedIsToldAfterItsProofAndReadsNoMore() throws Exception {
    guest.join(invite).require(202);
    int size = guest.follow().size();
    var held =
        CompletableFuture.supplyAsync(
            () -> guest.get(guest.path("/members?wait=30&after=" + size)));
    broker.awaitReaders(host.session(), 1);

    host.decline(guest);

    assertThat(held.get(20, TimeUnit.SECONDS).code()).isEqualTo("not_found");
    assertThat(guest.get(guest.path("/members")).code()).isEqualTo("not_found");
    assertThat(guest.refresh().code()).isEqualTo("token_invalid");
    var answer = guest.join(invite);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("join_declined");
    assertThat(host.listed(invite).get("used").asInt()).isZero();
    assertThat(host.listed(invite).get("pending").asInt()).isZero();
    broker.guest().join(invite).require(202);
  }

  @Test
  void whoWasInAndIsRemovedIsNotSaidToBeDeclined() {
    guest.join(invite).require(202);
    host.state(host.admission(guest)).require(201);
    host.remove(guest);

    assertThat(guest.join(invite).code()).isEqualTo("invite_revoked");
  }

  @Test
  void nobodyWithoutTheInviteKeyLearnsThatADeviceWaits() {
    guest.join(invite).require(202);
    var stranger = broker.host().invite(Role.EDITOR);
    var forged = guest.sign(guest.claim(invite, "A".repeat(54)), stranger.signingKey());

    assertThat(guest.join(invite, "", forged).code()).isEqualTo("not_found");
  }

  static void name(HostDevice device) {
    var frame = device.seal(FrameKind.NAME, 0, "{}");
    device
        .call("PUT", device.memberPath(device) + "/name", Map.of("frame", HostDevice.text(frame)))
        .require(200);
  }
}
