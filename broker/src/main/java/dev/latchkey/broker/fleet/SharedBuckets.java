package dev.latchkey.broker.fleet;

import dev.latchkey.broker.limit.CommonBuckets;
import dev.latchkey.broker.limit.Limit;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TimeoutException;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.github.bucket4j.redis.lettuce.RedisApi;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The buckets of limits in Redis, each as long as it is not full. Their time is that of the
/// brokers, whose clocks should agree: by how much one is fast, so much comes back earlier, once.
final class SharedBuckets implements CommonBuckets {
  private static final String KEY = "latchkey:limit:";
  private static final Duration KEPT_WHEN_FULL = Duration.ofSeconds(10);

  private final Redis redis;
  private final ProxyManager<Object> proxies;
  private final Map<Limit, BucketConfiguration> configurations = new EnumMap<>(Limit.class);

  SharedBuckets(Redis redis, InstantSource clock) {
    this.redis = redis;
    this.proxies =
        new LettuceBasedProxyManagerBuilder<>(new Asking(redis))
            .requestTimeout(redis.longestWait())
            .clientClock(new WallTime(clock))
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
            .build();
    for (var limit : Limit.values()) {
      configurations.put(
          limit,
          BucketConfiguration.builder()
              .addLimit(
                  Bandwidth.builder()
                      .capacity(limit.burst())
                      .refillGreedy(1, limit.refill())
                      .build())
              .build());
    }
  }

  @Override
  public <T> Optional<T> use(Limit limit, String key, Function<Bucket, T> action) {
    if (redis.commands().isEmpty()) {
      return Optional.empty();
    }
    try {
      var bucket = proxies.builder().build(KEY + key, () -> configurations.get(limit));
      return Optional.of(action.apply(bucket));
    } catch (RedisException | TimeoutException e) {
      redis.failed();
      return Optional.empty();
    }
  }

  @Override
  public int brokers() {
    return redis.brokers();
  }

  /// By whatever connection there is at the moment. Keys are strings, which Bucket4j hands over as
  /// objects.
  private record Asking(Redis redis) implements RedisApi<Object> {
    @Override
    public <V> RedisFuture<V> eval(
        String script, ScriptOutputType type, Object[] keys, byte[][] values) {
      var names = Arrays.copyOf(keys, keys.length, String[].class);
      return commands().eval(script, type, names, values);
    }

    @Override
    public RedisFuture<byte[]> get(Object key) {
      return commands().get((String) key);
    }

    @Override
    public RedisFuture<?> delete(Object key) {
      return commands().del((String) key);
    }

    private RedisClusterAsyncCommands<String, byte[]> commands() {
      return redis.commands().orElseThrow(() -> new RedisException("not connected"));
    }
  }

  private record WallTime(InstantSource clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
