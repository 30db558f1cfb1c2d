package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.roster.Member.Standing;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.StatementEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MoveTest {
  private static final String RENDEZVOUS = "/v1/rendezvous/" + "A".repeat(22);

  private TestBroker broker;
  private HostDevice host;
  private GuestDevice old;
  private GuestDevice fresh;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
    old = broker.guest();
    old.join(host.invite(Role.EDITOR)).require(201);
    fresh = broker.guest();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void theNewDeviceHasThePlaceAndTheRoleOfTheOldOne() {
    old.moveTo(fresh);

    var roster = fresh.follow();
    var member = roster.member(fresh.id()).orElseThrow();
    assertThat(member.role()).isEqualTo(Role.EDITOR);
    assertThat(member.line()).isEqualTo(old.id());
    assertThat(roster.member(old.id()).orElseThrow().standing()).isEqualTo(Standing.REMOVED);
    assertThat(fresh.append(0, "from the new device").status()).isEqualTo(201);
  }

  @Test
  void theOldDeviceIsNoMemberFromThenOn() {
    old.moveTo(fresh);

    assertThat(old.append(0, "from the old device").status()).isEqualTo(404);
    assertThat(old.get(old.path("/members")).status()).isEqualTo(404);
    assertThat(old.refresh().status()).isEqualTo(401);
    assertThat(old.call("POST", old.path("/moves/challenge"), Map.of()).status()).isEqualTo(404);
  }

  @Test
  void theNewDeviceFindsTheKeyThatTheOldOneWrappedToIt() {
    old.moveTo(fresh);

    var wraps = fresh.get(fresh.path("/members")).require(200).json().get("wraps");

    assertThat(wraps).hasSize(1);
    assertThat(wraps.get(0).get("epoch").asInt()).isEqualTo(1);
  }

  @Test
  void theSameMoveAgainGetsTheSameMember() {
    var body = body(old.move(fresh, old.moveChallenge()));
    var first = move(body).require(201);

    var second = move(body).require(201);

    assertThat(second.get("mid")).isEqualTo(first.get("mid"));
    assertThat(host.follow().members()).hasSize(3);
  }

  @Test
  void aChallengeIsGoodForOneMoveOfOneMemberForFiveMinutes() {
    var challenge = old.moveChallenge();
    var ofTheHost = host.moveChallenge();
    assertThat(move(body(old.move(fresh, ofTheHost))).status()).isEqualTo(404);

    var late = old.move(fresh, challenge);
    broker.clock().advance(Duration.ofMinutes(5));

    assertThat(move(body(late)).status()).isEqualTo(404);
    assertThat(host.follow().size()).isEqualTo(4);
  }

  @Test
  void whateverIsWrongWithAMoveTheAnswerIsTheSame() {
    var other = broker.host();
    var challenge = old.moveChallenge();
    var halves = old.move(fresh, challenge).split("~");
    var otherHalves = old.move(broker.guest(), challenge).split("~");
    var answers =
        List.of(
            move(body("x")),
            move(body(halves[0])),
            move(body(halves[0] + "~" + otherHalves[1])),
            move(body(halves[0] + "~" + halves[0])),
            move(body(other.move(fresh, other.moveChallenge()))),
            move(body(old.move(host, challenge))));

    assertThat(answers).allSatisfy(answer -> assertThat(answer.code()).isEqualTo("not_found"));
    assertThat(answers.stream().map(it -> it.get("detail")).distinct()).hasSize(1);
    assertThat(host.follow().size()).isEqualTo(4);
  }

  @Test
  void nobodyMovesWhoIsNotIn() {
    var challenge = old.moveChallenge();
    var statement = old.move(fresh, challenge);
    host.remove(old);

    assertThat(move(body(statement)).status()).isEqualTo(404);
  }

  @Test
  void aKeyOfAnEarlierEpochMovesNobody() {
    var statement = old.move(fresh, old.moveChallenge());
    var other = broker.guest();
    other.join(host.invite(Role.EDITOR)).require(201);
    host.remove(other);

    var answer = move(body(statement));

    assertThat(answer.code()).isEqualTo("epoch_closed");
    assertThat(host.follow().member(fresh.id())).isEmpty();
  }

  @Test
  void anAuditorMovesWithoutAKeyAndNobodyElseDoes() {
    var auditor = broker.guest();
    auditor.join(host.invite(Role.AUDITOR)).require(201);
    var statement = auditor.move(fresh, auditor.moveChallenge());

    assertThat(move(body(statement)).code()).isEqualTo("bad_request");
    assertThat(move(withoutKey(statement)).get("role")).isEqualTo("auditor");
    assertThat(move(withoutKey(old.move(broker.guest(), old.moveChallenge()))).code())
        .isEqualTo("bad_request");
  }

  @Test
  void anInviteOfAHostThatMovedIsStillProven() {
    var invite = host.invite(Role.EDITOR);
    host.moveTo(fresh);
    var later = fresh.invite(Role.EDITOR);

    var before = broker.guest().look(invite).require(200).json().get("chain");
    var after = broker.guest().look(later).require(200).json().get("chain");

    assertThat(before).hasSize(1);
    assertThat(after).hasSize(2);
    assertThat(StatementEntry.parse(after.get(1).asText()).hash())
        .isEqualTo(fresh.follow().member(fresh.id()).orElseThrow().entryHash());
    broker.guest().join(later).require(201);
  }

  @Test
  void twoDevicesMeetWhereAMemberHasOpened() throws Exception {
    var wire = broker.wire();
    var offer = Base64Url.encode(new byte[4_096]);
    assertThat(wire.send("PUT", RENDEZVOUS + "/0", Map.of("sealed", offer)).status())
        .isEqualTo(404);
    old.call("POST", old.path("/moves/rendezvous"), Map.of("id", "A".repeat(22))).require(201);
    var waiting = CompletableFuture.supplyAsync(() -> wire.send("GET", RENDEZVOUS + "/0?wait=30"));

    assertThat(wire.send("PUT", RENDEZVOUS + "/0", Map.of("sealed", offer)).status())
        .isEqualTo(204);

    assertThat(waiting.get(20, TimeUnit.SECONDS).get("sealed")).isEqualTo(offer);
    assertThat(wire.send("PUT", RENDEZVOUS + "/0", Map.of("sealed", "AA")).code())
        .isEqualTo("slot_taken");
    assertThat(wire.send("GET", RENDEZVOUS + "/1").status()).isEqualTo(404);
    assertThat(wire.send("GET", RENDEZVOUS + "/4").status()).isEqualTo(404);
    assertThat(
            wire.send("PUT", RENDEZVOUS + "/1", Map.of("sealed", Base64Url.encode(new byte[1_025])))
                .code())
        .isEqualTo("bad_request");
  }

  private Map<String, Object> body(String statement) {
    return Map.of("statement", statement, "wrap", old.epochWrapFor(fresh));
  }

  private static Map<String, Object> withoutKey(String statement) {
    var body = new HashMap<String, Object>();
    body.put("statement", statement);
    body.put("wrap", null);
    return body;
  }

  private Answer move(Map<String, Object> body) {
    return broker.wire().send("POST", old.path("/moves"), body);
  }
}
