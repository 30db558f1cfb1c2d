package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.crypto.roster.Role;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MembersWaitTest {
  private TestBroker broker;
  private HostDevice host;
  private GuestDevice auditor;
  private int size;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
    auditor = broker.guest();
    auditor.join(host.invite(Role.AUDITOR)).require(201);
    size = auditor.follow().size();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private CompletableFuture<Answer> held(String rest) {
    var held =
        CompletableFuture.supplyAsync(
            () -> auditor.get(auditor.path("/members?wait=30&after=" + size + rest)));
    broker.awaitReaders(host.session(), 1);
    return held;
  }

  @Test
  void anAnswerIsHeldUntilTheLogGrows() throws Exception {
    var held = held("");
    assertThat(held).isNotDone();

    host.invite(Role.VIEWER);

    var news = held.get(20, TimeUnit.SECONDS).require(200).json();
    assertThat(news.get("statements")).hasSize(1);
  }

  @Test
  void aNameIsNewsForWhoAsksForNames() throws Exception {
    ApprovalTest.name(host);
    int version = auditor.get(auditor.path("/members")).json().get("namesVersion").asInt();
    var held = held("&names=" + version);

    ApprovalTest.name(host);

    var news = held.get(20, TimeUnit.SECONDS).require(200).json();
    assertThat(news.get("names")).hasSize(1);
    assertThat(news.get("statements")).isEmpty();
  }

  @Test
  void whatIsNewAlreadyIsAnsweredAtOnce() {
    auditor.get(auditor.path("/members?wait=30&after=" + (size - 1))).require(200);
    ApprovalTest.name(host);
    auditor.get(auditor.path("/members?wait=30&names=0&after=" + size)).require(200);
  }

  @Test
  void aHeadIsNotHeld() {
    var answer = auditor.call("HEAD", auditor.path("/members?wait=30&after=" + size), Map.of());

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void whoIsRemovedWhileItWaitsIsToldNothing() throws Exception {
    var held = held("");

    host.remove(auditor);

    assertThat(held.get(20, TimeUnit.SECONDS).code()).isEqualTo("not_found");
  }

  @Test
  void aMembersNinthAnswerIsHeldForASecond() throws Exception {
    var path = auditor.path("/members?wait=30&after=" + size);
    var held =
        IntStream.range(0, 8)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> auditor.get(path)))
            .toList();
    broker.awaitReaders(host.session(), 8);

    auditor.get(path).require(200);

    assertThat(held).noneMatch(CompletableFuture::isDone);
    host.invite(Role.VIEWER);
    for (var answer : held) {
      answer.get(20, TimeUnit.SECONDS).require(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?wait=31", "?wait=x", "?wait=1&wait=2"})
  void aWaitHasItsForm(String query) {
    assertThat(auditor.get(auditor.path("/members" + query)).code()).isEqualTo("bad_request");
  }
}
