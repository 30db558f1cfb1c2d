package dev.latchkey.broker.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.BrokerException;
import dev.latchkey.crypto.Hashes;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The buckets of all [limits][Limit]. Their keys are kept as a MAC, so that no address can be read
/// out of them.
///
/// Every broker has its own buckets. Where several have buckets in common, too, both must have what
/// is taken: a broker's own one is never emptier than the common one, unless that was lost. While
/// nobody answers for the common ones, a broker's own give less by how many others there are, so
/// that all of them together let through twice what one would, at most.
public final class Limits {
  private final SecureRandom random;
  private final Supplier<SecretKeySpec> macKey;
  private final Buckets buckets;
  private final @Nullable CommonBuckets common;

  /// Limits of one broker, under a key of this process.
  ///
  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  /// @param maxKeys how many buckets that are not full are kept
  public Limits(LongSupplier nanoTime, SecureRandom random, int maxKeys) {
    this(nanoTime, random, maxKeys, ofProcess(random), null);
  }

  /// @param macKey that all brokers have for this use, if they have buckets in common
  /// @param common null if there is one broker
  public Limits(
      LongSupplier nanoTime,
      SecureRandom random,
      int maxKeys,
      Supplier<SecretKeySpec> macKey,
      @Nullable CommonBuckets common) {
    this.random = random;
    this.macKey = macKey;
    this.buckets = new Buckets(nanoTime, maxKeys);
    this.common = common;
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
      takeHere(tokens);
      var there = common(limit, key, it -> it.tryConsumeAndReturnRemaining(tokens));
      if (there.isEmpty()) {
        takeForTheOthers(tokens);
      } else if (!there.get().isConsumed()) {
        giveBack(tokens);
        throw limited(limit, there.get().getNanosToWaitForRefill());
      }
    }

    private void takeHere(int tokens) {
      var probe = use(limit, key, bucket -> bucket.tryConsumeAndReturnRemaining(tokens));
      if (!probe.isConsumed()) {
        throw limited(limit, probe.getNanosToWaitForRefill());
      }
    }

    private void takeForTheOthers(int tokens) {
      int others = weighed(limit, tokens) - tokens;
      if (others == 0) {
        return;
      }
      var probe = use(limit, key, bucket -> bucket.tryConsumeAndReturnRemaining(others));
      if (!probe.isConsumed()) {
        giveBack(tokens);
        throw limited(limit, probe.getNanosToWaitForRefill());
      }
    }

    private void giveBack(int tokens) {
      var _ =
          use(
              limit,
              key,
              bucket -> {
                bucket.addTokens(tokens);
                return tokens;
              });
    }
  }

  /// Takes nothing. Throws [BrokerException.RateLimited] unless `tokens` are there.
  public void require(Limit limit, String key, int tokens) {
    var mac = mac(limit, key);
    var there = common(limit, mac, bucket -> bucket.estimateAbilityToConsume(tokens));
    int here = there.isPresent() ? tokens : weighed(limit, tokens);
    var probe = use(limit, mac, bucket -> bucket.estimateAbilityToConsume(here));
    long wait =
        Math.max(
            probe.getNanosToWaitForRefill(),
            there.map(EstimationProbe::getNanosToWaitForRefill).orElse(0L));
    if (wait > 0) {
      throw limited(limit, wait);
    }
  }

  /// Takes `tokens`, or what is left of them.
  ///
  /// @return whether these were the last
  public boolean charge(Limit limit, String key, int tokens) {
    var mac = mac(limit, key);
    var there = common(limit, mac, bucket -> chargeAll(bucket, tokens));
    int here = there.isPresent() ? tokens : weighed(limit, tokens);
    boolean emptied = use(limit, mac, bucket -> chargeAll(bucket, here));
    return there.orElse(emptied);
  }

  private static boolean chargeAll(Bucket bucket, int tokens) {
    return bucket.tryConsumeAsMuchAsPossible(tokens) > 0 && bucket.getAvailableTokens() == 0;
  }

  /// How long until there is a token; zero if there is one.
  public Duration waitFor(Limit limit, String key) {
    var mac = mac(limit, key);
    long here = use(limit, mac, Limits::nanosToToken);
    return Duration.ofNanos(Math.max(here, common(limit, mac, Limits::nanosToToken).orElse(0L)));
  }

  private static long nanosToToken(Bucket bucket) {
    return bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
  }

  public boolean isEmpty(Limit limit, String key) {
    return waitFor(limit, key).isPositive();
  }

  /// How many buckets this broker keeps now.
  synchronized int size() {
    return buckets.size();
  }

  /// What so many tokens cost while nobody knows what the other brokers give: as much again for
  /// each of them but one.
  private int weighed(Limit limit, int tokens) {
    return common != null && limit.isCommon()
        ? (int) Math.min(limit.burst(), (long) tokens * Math.max(1, common.brokers() - 1))
        : tokens;
  }

  private BrokerException.RateLimited limited(Limit limit, long nanosToWait) {
    // Up to a fifth later, so that those who wait do not all come back at once.
    long wait = nanosToWait + (long) (nanosToWait * 0.2 * random.nextDouble());
    return new BrokerException.RateLimited(
        limit.wire(), limit.burst(), limit.window(), Duration.ofNanos(wait));
  }

  private <T> Optional<T> common(Limit limit, Buckets.Key key, Function<Bucket, T> action) {
    return common != null && limit.isCommon()
        ? common.use(limit, key.text(), action)
        : Optional.empty();
  }

  private synchronized <T> T use(Limit limit, Buckets.Key key, Function<Bucket, T> action) {
    return buckets.use(limit, key, action);
  }

  private Buckets.Key mac(Limit limit, String key) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(macKey.get());
      mac.update(Hashes.label(limit.wire()));
      var digest = ByteBuffer.wrap(mac.doFinal(key.getBytes(UTF_8)));
      return new Buckets.Key(digest.getLong(), digest.getLong());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static Supplier<SecretKeySpec> ofProcess(SecureRandom random) {
    byte[] drawn = new byte[32];
    random.nextBytes(drawn);
    var key = new SecretKeySpec(drawn, "HmacSHA256");
    return () -> key;
  }
}
