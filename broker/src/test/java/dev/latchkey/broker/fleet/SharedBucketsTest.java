package dev.latchkey.broker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.BrokerException.RateLimited;
import dev.latchkey.broker.RedisServer;
import dev.latchkey.broker.TestClock;
import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.HeldKeys;
import dev.latchkey.broker.config.Keys;
import dev.latchkey.broker.config.Settings;
import dev.latchkey.broker.limit.Limit;
import dev.latchkey.broker.limit.Limits;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However many brokers count together, whoever goes from one to the next gets no more than from
/// one.
@Timeout(60)
class SharedBucketsTest {
  private static final Limit LIMIT = Limit.JOIN_SESSION;
  private static final Duration SOME_TIME = Duration.ofSeconds(10);
  private static final int REFILLED = 20;

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final Keys keys = Keys.generate(new SecureRandom());
  private final List<Redis> fleet = new ArrayList<>();
  private final List<Limits> limits = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void togetherTheyLetThroughWhatOneWould(int brokers) throws Exception {
    try (var redis = RedisServer.start(folder);
        var _ = fleet(redis, brokers)) {
      assertThat(takeAll()).isEqualTo(LIMIT.burst());
      clock.advance(SOME_TIME);
      awaitAnswers(true);
      assertThat(takeAll()).isEqualTo(REFILLED);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void withoutRedisTheyLetThroughTwiceAsMuchAtMostAndNeverNothing(int brokers) throws Exception {
    try (var redis = RedisServer.start(folder);
        var _ = fleet(redis, brokers)) {
      int all = takeFrom(limits.getFirst());
      redis.kill();
      awaitAnswers(false);
      clock.advance(SOME_TIME);

      all += takeAll();

      assertThat(all).isGreaterThan(LIMIT.burst()).isLessThanOrEqualTo(twice());

      redis.start();
      awaitAnswers(true);
      all += takeAll();
      assertThat(all).isLessThanOrEqualTo(twice());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void afterRedisHasForgottenAllTheyLetThroughTwiceAsMuchAtMost(int brokers) throws Exception {
    try (var redis = RedisServer.start(folder);
        var _ = fleet(redis, brokers)) {
      int all = takeAll();
      redis.command("FLUSHALL");
      all += takeAll();

      assertThat(all).isLessThanOrEqualTo(2 * LIMIT.burst());
    }
  }

  private static int twice() {
    return 2 * (LIMIT.burst() + REFILLED);
  }

  /// What all of them let through, asked at the same time until they refuse.
  private int takeAll() throws Exception {
    var takers = limits.stream().<Callable<Integer>>map(it -> () -> takeFrom(it)).toList();
    int taken = 0;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : executor.invokeAll(takers)) {
        taken += each.get();
      }
    }
    return taken;
  }

  private static int takeFrom(Limits from) {
    int taken = 0;
    try {
      while (true) {
        from.take(LIMIT, "a");
        taken++;
      }
    } catch (RateLimited e) {
      return taken;
    }
  }

  private static List<SecretKeySpec> macKeys(Keys of, String use) {
    return new HeldKeys(of, InstantSource.system()).macKeys(use);
  }

  private AutoCloseable fleet(RedisServer server, int brokers) {
    var url =
        Config.of(Settings.read(Map.of("LATCHKEY_REDIS_URL", server.url())))
            .redisUrl()
            .orElseThrow();
    for (int i = 0; i < brokers; i++) {
      var random = new SecureRandom();
      var seal = new BulletinSeal(() -> macKeys(keys, "fleet"), random);
      var redis = new Redis(url, seal, clock::nanoTime, Duration.ofSeconds(5));
      redis.start(new Nobody());
      fleet.add(redis);
      limits.add(
          new Limits(
              clock::nanoTime,
              random,
              1_000,
              () -> macKeys(keys, "limits").getFirst(),
              new SharedBuckets(redis, clock)));
    }
    for (var redis : fleet) {
      while (redis.brokers() != brokers) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    awaitAnswers(true);
    return () -> fleet.forEach(Redis::close);
  }

  private void awaitAnswers(boolean wanted) {
    for (var redis : fleet) {
      while (redis.commands().isPresent() != wanted) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private static final class Nobody implements Redis.Listener {
    @Override
    public void told(String channel, byte[] message) {}

    @Override
    public void missed(String channel) {}

    @Override
    public void missed() {}
  }
}
