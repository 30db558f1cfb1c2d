package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.crypto.roster.Role;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ChannelWaitTest {
  private final TestBroker broker = TestBroker.inMemory();
  private final HostDevice host = broker.host();
  private final String channel = host.path("/channels/0");

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aHeldAnswerComesAsSoonAsThereIsNews() throws Exception {
    var editor = member(Role.EDITOR);
    var held = CompletableFuture.supplyAsync(() -> editor.get(channel + "?after=0&wait=30"));
    broker.awaitReaders(host.session(), 1);
    assertThat(held).isNotDone();

    host.append(0, "news").require(201);

    var page = held.get(10, TimeUnit.SECONDS).require(200).json();
    assertThat(page.get("head").asLong()).isEqualTo(1);
  }

  @Test
  void aHeldAnswerComesWhenSomebodyJoins() throws Exception {
    var invite = host.invite(Role.EDITOR);
    int size = host.roster().size();
    var held = CompletableFuture.supplyAsync(() -> host.get(channel + "?wait=30&log=" + size));
    broker.awaitReaders(host.session(), 1);

    broker.guest().join(invite).require(201);

    var page = held.get(10, TimeUnit.SECONDS).require(200).json();
    assertThat(page.get("size").asInt()).isEqualTo(size + 1);
  }

  @Test
  void aHeldAnswerComesWhenOneOfTheOtherChannelsMoves() throws Exception {
    var editor = member(Role.EDITOR);
    host.append(1, "known").require(201);
    var held =
        CompletableFuture.supplyAsync(() -> editor.get(channel + "?wait=30&heads=1:1,255:0"));
    broker.awaitReaders(host.session(), 1);
    host.append(7, "not asked for").require(201);
    assertThat(held).isNotDone();

    host.append(255, "news").require(201);

    var page = held.get(10, TimeUnit.SECONDS).require(200).json();
    assertThat(page.get("head").asLong()).isZero();
    assertThat(page.get("frames")).isEmpty();
    assertThat(page.get("heads")).hasToString("{\"1\":1,\"255\":1}");
  }

  @Test
  void whatMovedInAnotherChannelBeforeIsAnsweredAtOnce() {
    host.append(1, "a").require(201);
    host.append(1, "b").require(201);

    var answer = host.get(channel + "?wait=30&heads=1:1", "If-None-Match", "\"0\"");

    assertThat(answer.require(200).json().get("heads")).hasToString("{\"1\":2}");
    assertThat(host.get(channel + "?heads=1:2", "If-None-Match", "\"0\"").status()).isEqualTo(304);
    assertThat(host.get(channel).require(200).json().get("heads")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "1:", ":1", "1:x", "256:1", "01:1", "1:01", "1:1,", "1:1,1:2", "1:1;2:1"})
  void headsInAnotherFormAreAnError(String heads) {
    assertThat(host.get(channel + "?heads=" + heads).code()).isEqualTo("bad_request");
  }

  @Test
  void aHeldAnswerComesWithoutNewsWhenItsTimeIsOver() {
    var answer = host.get(channel + "?after=0&wait=1", "If-None-Match", "\"0\"");

    assertThat(answer.status()).isEqualTo(304);
  }

  @Test
  void theNinthReadOfAMemberIsHeldBrieflyButThatOfAnotherAsLongAsAsked() throws Exception {
    var editor = member(Role.EDITOR);
    var path = channel + "?after=0&wait=30";
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var held = new ArrayList<Future<Answer>>();
      for (int i = 1; i <= 8; i++) {
        held.add(pool.submit(() -> host.get(path)));
        broker.awaitReaders(host.session(), i);
      }

      var ninth = pool.submit(() -> host.get(path)).get(10, TimeUnit.SECONDS);
      held.add(pool.submit(() -> editor.get(path)));
      broker.awaitReaders(host.session(), 9);

      assertThat(ninth.require(200).json().get("frames")).isEmpty();
      assertThat(held).noneMatch(Future::isDone);
      host.append(0, "news").require(201);
      for (var read : held) {
        assertThat(read.get().require(200).json().get("frames")).hasSize(1);
      }
    }
  }

  @Test
  void aHeadRequestTellsTheHeadAndWaitsForNothing() {
    host.append(0, "a").require(201);

    var answer = host.call("HEAD", channel + "?after=1&wait=30", Map.of());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    assertThat(answer.body()).isEmpty();
  }

  private GuestDevice member(Role role) {
    var guest = broker.guest();
    guest.join(host.invite(role)).require(201);
    return guest;
  }
}
