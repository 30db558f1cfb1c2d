package dev.latchkey.broker.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.BrokerException;
import dev.latchkey.crypto.Hashes;
import io.github.bucket4j.Bucket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The buckets of all [limits][Limit], in the memory of this broker. Their keys are kept as a MAC
/// under a key of this process, so that no address can be read out of it.
public final class Limits {
  private final SecureRandom random;
  private final SecretKeySpec macKey;
  private final Buckets buckets;

  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  /// @param maxKeys how many buckets that are not full are kept
  public Limits(LongSupplier nanoTime, SecureRandom random, int maxKeys) {
    this.random = random;
    this.macKey = randomKey(random);
    this.buckets = new Buckets(nanoTime, maxKeys);
  }

  /// Takes one token. Throws [BrokerException.RateLimited], taking nothing, if there is none.
  public void take(Limit limit, String key) {
    take(limit, key, 1);
  }

  /// Takes so many tokens. Throws [BrokerException.RateLimited], taking nothing, if there are not
  /// as many.
  public void take(Limit limit, String key, int tokens) {
    allowance(limit, key).take(tokens);
  }

  /// One bucket, for a holder that takes from it often.
  public Allowance allowance(Limit limit, String key) {
    return new Allowance(limit, mac(limit, key));
  }

  /// What the holder of one key may still do, together with all others who have that key.
  public final class Allowance {
    private final Limit limit;
    private final Buckets.Key key;

    private Allowance(Limit limit, Buckets.Key key) {
      this.limit = limit;
      this.key = key;
    }

    /// Takes so many tokens. Throws [BrokerException.RateLimited], taking nothing, if there are not
    /// as many.
    public void take(int tokens) {
      var probe = use(limit, key, bucket -> bucket.tryConsumeAndReturnRemaining(tokens));
      if (!probe.isConsumed()) {
        throw limited(limit, probe.getNanosToWaitForRefill());
      }
    }
  }

  /// Takes nothing. Throws [BrokerException.RateLimited] unless `tokens` are there.
  public void require(Limit limit, String key, int tokens) {
    var probe = use(limit, key, bucket -> bucket.estimateAbilityToConsume(tokens));
    if (!probe.canBeConsumed()) {
      throw limited(limit, probe.getNanosToWaitForRefill());
    }
  }

  /// Takes `tokens`, or what is left of them.
  ///
  /// @return whether these were the last
  public boolean charge(Limit limit, String key, int tokens) {
    return use(
        limit,
        key,
        bucket ->
            bucket.tryConsumeAsMuchAsPossible(tokens) > 0 && bucket.getAvailableTokens() == 0);
  }

  /// How long until there is a token; zero if there is one.
  public Duration waitFor(Limit limit, String key) {
    var probe = use(limit, key, bucket -> bucket.estimateAbilityToConsume(1));
    return Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  public boolean isEmpty(Limit limit, String key) {
    return use(limit, key, Bucket::getAvailableTokens) == 0;
  }

  /// How many buckets are kept now.
  synchronized int size() {
    return buckets.size();
  }

  private BrokerException.RateLimited limited(Limit limit, long nanosToWait) {
    // Up to a fifth later, so that those who wait do not all come back at once.
    long wait = nanosToWait + (long) (nanosToWait * 0.2 * random.nextDouble());
    return new BrokerException.RateLimited(
        limit.wire(), limit.burst(), limit.window(), Duration.ofNanos(wait));
  }

  private <T> T use(Limit limit, String key, Function<Bucket, T> action) {
    return use(limit, mac(limit, key), action);
  }

  private synchronized <T> T use(Limit limit, Buckets.Key key, Function<Bucket, T> action) {
    return buckets.use(limit, key, action);
  }

  private Buckets.Key mac(Limit limit, String key) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(macKey);
      mac.update(Hashes.label(limit.wire()));
      var digest = ByteBuffer.wrap(mac.doFinal(key.getBytes(UTF_8)));
      return new Buckets.Key(digest.getLong(), digest.getLong());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static SecretKeySpec randomKey(SecureRandom random) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    return new SecretKeySpec(key, "HmacSHA256");
  }
}
