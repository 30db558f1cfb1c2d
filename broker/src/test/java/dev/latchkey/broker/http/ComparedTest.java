package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.RosterDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.crypto.roster.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ComparedTest {
  private TestBroker broker;
  private HostDevice host;
  private GuestDevice viewer;
  private GuestDevice auditor;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
    viewer = member(Role.VIEWER);
    auditor = member(Role.AUDITOR);
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
  void everyMemberMaySayWithWhomItHasCompared() {
    for (var device : List.of(host, viewer, auditor)) {
      var other = device == host ? viewer : host;
      int size = device.compare(other, true).require(201).json().get("size").asInt();
      assertThat(size).isEqualTo(device.follow().size());
    }
    viewer.compare(host, false).require(201);

    assertThat(host.follow().comparisons()).hasSize(3);
  }

  @Test
  void theSameStatementAgainGetsTheSameAnswer() {
    var statement = Map.of("statement", viewer.comparison(host, true));
    var first = viewer.call("POST", viewer.path("/compared"), statement).require(201);
    host.invite(Role.VIEWER);

    assertThat(viewer.call("POST", viewer.path("/compared"), statement).require(201).json())
        .isEqualTo(first.json());
    assertThat(host.follow().comparisons()).hasSize(1);
  }

  @Test
  void onlyAComparisonOfTheCallerIsTaken() {
    var ofTheHost = host.comparison(viewer, true);
    host.follow();
    var revocation = host.revocation(host.invite(Role.VIEWER).id());

    assertRefused("bad_request", compare(viewer, ofTheHost));
    assertRefused("bad_request", compare(host, revocation));
    assertRefused("bad_request", host.state(RosterDevice.bare(ofTheHost)));
    assertRefused("statement_invalid", compare(viewer, "a.b.c"));
    var unknown = viewer.comparison(auditor, true);
    host.remove(auditor);
    var answer = compare(viewer, unknown);
    assertRefused("statement_invalid", answer);
    assertThat(answer.get("detail")).isEqualTo("unknown_member");
  }

  @Test
  void whoIsNotInSaysNothing() {
    var waiting = broker.guest();
    waiting.join(host.inviteToKnock(Role.EDITOR, 1)).require(202);
    var removed = member(Role.EDITOR);
    var statement = removed.comparison(host, true);
    host.remove(removed);

    assertRefused("not_found", compare(waiting, statement));
    assertRefused("not_found", compare(removed, statement));
  }

  @Test
  void thoseOfManyMembersAtOnceAllGetIn() throws Exception {
    var devices = Stream.generate(() -> member(Role.VIEWER)).limit(8).toList();
    var statements = devices.stream().map(it -> it.comparison(host, true)).toList();
    var answers =
        devices.stream()
            .map(
                it ->
                    CompletableFuture.supplyAsync(
                        () -> compare(it, statements.get(devices.indexOf(it)))))
            .toList();

    for (var answer : answers) {
      answer.get(20, TimeUnit.SECONDS).require(201);
    }
    assertThat(host.follow().comparisons()).hasSize(8);
  }

  @Test
  void theyDoNotKeepAHostFromActing() throws Exception {
    var late = host.change().role(viewer, Role.EDITOR).body();
    auditor.compare(host, true).require(201);
    assertThat(host.state(late).code()).isEqualTo("statement_conflict");
    var statement = viewer.comparison(host, true);

    var held = CompletableFuture.supplyAsync(() -> compare(viewer, statement));
    broker.awaitHeldJoins(host.session(), 1);
    host.changeRole(viewer, Role.EDITOR);

    held.get(4, TimeUnit.SECONDS).require(201);
  }

  @Test
  void aMemberIsCounted() {
    Answer answer;
    int taken = 0;
    do {
      answer = compare(viewer, "a.b.c");
      taken++;
    } while (answer.status() == 400);

    assertThat(answer.code()).isEqualTo("rate_limited");
    assertThat(taken).isEqualTo(121);
    broker.clock().advance(Duration.ofMillis(500));
    viewer.compare(host, true).require(201);
  }

  private static Answer compare(RosterDevice device, String statement) {
    return device.call("POST", device.path("/compared"), Map.of("statement", statement));
  }

  private static void assertRefused(String code, Answer answer) {
    assertThat(answer.code()).isEqualTo(code);
  }
}
