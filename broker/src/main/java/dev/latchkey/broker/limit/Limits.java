package dev.latchkey.broker.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.BrokerException;
import dev.latchkey.crypto.Hashes;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The buckets of all [limits][Limit], in the memory of this broker. At most `maxKeys` are kept;
/// the one that was used longest ago goes first. Keys are kept as a MAC under a key of this
/// process, so that no address can be read out of it.
public final class Limits {
  private final TimeMeter time;
  private final SecureRandom random;
  private final SecretKeySpec macKey;
  private final Map<Key, Bucket> buckets;

  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  public Limits(LongSupplier nanoTime, SecureRandom random, int maxKeys) {
    this.time = new MonotonicTime(nanoTime);
    this.random = random;
    this.macKey = randomKey(random);
    this.buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, Bucket> eldest) {
            return size() > maxKeys;
          }
        };
  }

  /// Takes one token. Throws [BrokerException.RateLimited], taking nothing, if there is none.
  public synchronized void take(Limit limit, String key) {
    var probe = bucket(limit, key).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw limited(limit, probe.getNanosToWaitForRefill());
    }
  }

  /// Takes nothing. Throws [BrokerException.RateLimited] unless `tokens` are there.
  public synchronized void require(Limit limit, String key, int tokens) {
    var probe = bucket(limit, key).estimateAbilityToConsume(tokens);
    if (!probe.canBeConsumed()) {
      throw limited(limit, probe.getNanosToWaitForRefill());
    }
  }

  /// Takes `tokens`, or what is left of them.
  public synchronized void charge(Limit limit, String key, int tokens) {
    bucket(limit, key).tryConsumeAsMuchAsPossible(tokens);
  }

  public synchronized boolean isEmpty(Limit limit, String key) {
    return bucket(limit, key).getAvailableTokens() == 0;
  }

  private BrokerException.RateLimited limited(Limit limit, long nanosToWait) {
    // Up to a fifth later, so that those who wait do not all come back at once.
    long wait = nanosToWait + (long) (nanosToWait * 0.2 * random.nextDouble());
    return new BrokerException.RateLimited(
        limit.wire(), limit.burst(), limit.window(), Duration.ofNanos(wait));
  }

  private Bucket bucket(Limit limit, String key) {
    return buckets.computeIfAbsent(mac(limit, key), _ -> full(limit));
  }

  private Bucket full(Limit limit) {
    return Bucket.builder()
        .addLimit(
            Bandwidth.builder().capacity(limit.burst()).refillGreedy(1, limit.refill()).build())
        .withCustomTimePrecision(time)
        .withSynchronizationStrategy(SynchronizationStrategy.NONE)
        .build();
  }

  private Key mac(Limit limit, String key) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(macKey);
      mac.update(Hashes.label(limit.wire()));
      var digest = ByteBuffer.wrap(mac.doFinal(key.getBytes(UTF_8)));
      return new Key(digest.getLong(), digest.getLong());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static SecretKeySpec randomKey(SecureRandom random) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    return new SecretKeySpec(key, "HmacSHA256");
  }

  private record Key(long high, long low) {}

  private record MonotonicTime(LongSupplier nanoTime) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanoTime.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
