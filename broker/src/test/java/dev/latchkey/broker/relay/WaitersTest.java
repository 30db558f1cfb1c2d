package dev.latchkey.broker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WaitersTest {
  private static final SessionId SESSION = new SessionId("A".repeat(27));
  private static final SessionId OTHER = new SessionId("B".repeat(26) + "A");
  private static final MemberId MEMBER = new MemberId("A".repeat(22));
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Waiters waiters = new Waiters();

  @Test
  void aChangeAfterTheWatchBeganIsNeverMissed() {
    try (var watch = waiters.watch(SESSION, MEMBER)) {
      waiters.changed(SESSION);

      assertThat(watch.await(LONG)).isTrue();
    }
  }

  @Test
  void aChangeOfAnotherSessionWakesNobody() {
    try (var watch = waiters.watch(SESSION, MEMBER)) {
      waiters.changed(OTHER);

      assertThat(watch.await(Duration.ZERO)).isFalse();
    }
  }

  @Test
  void manyChangesWakeOnce() {
    try (var watch = waiters.watch(SESSION, MEMBER)) {
      waiters.changed(SESSION);
      waiters.changed(SESSION);

      assertThat(watch.await(LONG)).isTrue();
      assertThat(watch.await(Duration.ZERO)).isFalse();
    }
  }

  @Test
  void whoNoLongerWaitsIsForgotten() {
    waiters.watch(SESSION, MEMBER).close();

    assertThat(waiters.count(SESSION)).isZero();
  }

  @Test
  void aStoppingBrokerLetsEverybodyGoAndHoldsNobodyMore() throws Exception {
    try (var before = waiters.watch(SESSION, MEMBER)) {
      var waiting = CompletableFuture.supplyAsync(() -> before.await(LONG));

      waiters.close();

      assertThat(waiting.get(5, TimeUnit.SECONDS)).isFalse();
    }
    try (var after = waiters.watch(SESSION, MEMBER)) {
      assertThat(after.await(LONG)).isFalse();
    }
  }
}
