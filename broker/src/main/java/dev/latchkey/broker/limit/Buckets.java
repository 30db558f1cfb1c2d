package dev.latchkey.broker.limit;

import dev.latchkey.crypto.Base64Url;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// The buckets that are not full; a full one is like one that was never used. Of more than `most`
/// those go first that would be full soonest, so that who makes many keys known takes from no
/// bucket what it has to wait for: it would have to empty `most` others further.
///
/// For one thread at a time.
final class Buckets {
  private static final int MOST_DROPPED_AT_ONCE = 2;

  private final MonotonicTime time;
  private final int most;
  private final Map<Limit, Bandwidth> bandwidths = new EnumMap<>(Limit.class);
  private final Map<Key, Kept> byKey = new HashMap<>();
  private final TreeSet<Kept> byFullness =
      new TreeSet<>(Comparator.comparingLong(Kept::fullAt).thenComparing(Kept::key));

  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  Buckets(LongSupplier nanoTime, int most) {
    this.time = new MonotonicTime(nanoTime, nanoTime.getAsLong());
    this.most = most;
    for (var limit : Limit.values()) {
      bandwidths.put(
          limit,
          Bandwidth.builder().capacity(limit.burst()).refillGreedy(1, limit.refill()).build());
    }
  }

  /// A key as it is kept: nothing can be read out of it.
  record Key(long high, long low) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = Long.compare(high, other.high);
      return order != 0 ? order : Long.compare(low, other.low);
    }

    /// In base64url.
    String text() {
      return Base64Url.encode(
          ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array());
    }
  }

  private record Kept(Key key, Bucket bucket, long fullAt) {}

  /// What `action` finds in, or takes from, the bucket of this key.
  <T> T use(Limit limit, Key key, Function<Bucket, T> action) {
    var before = byKey.remove(key);
    if (before != null) {
      byFullness.remove(before);
    }
    var bucket = before == null ? full(limit) : before.bucket();
    var result = action.apply(bucket);
    long untilFull = bucket.estimateAbilityToConsume(limit.burst()).getNanosToWaitForRefill();
    keep(new Kept(key, bucket, time.currentTimeNanos() + untilFull));
    return result;
  }

  int size() {
    return byKey.size();
  }

  private void keep(Kept kept) {
    byKey.put(kept.key(), kept);
    byFullness.add(kept);
    long now = time.currentTimeNanos();
    for (int i = 0; i < MOST_DROPPED_AT_ONCE && !byKey.isEmpty(); i++) {
      if (byFullness.first().fullAt() <= now || byKey.size() > most) {
        byKey.remove(byFullness.removeFirst().key());
      }
    }
  }

  private Bucket full(Limit limit) {
    return Bucket.builder()
        .addLimit(bandwidths.get(limit))
        .withCustomTimePrecision(time)
        .withSynchronizationStrategy(SynchronizationStrategy.NONE)
        .build();
  }

  /// From zero on, so that times can be compared.
  private record MonotonicTime(LongSupplier nanoTime, long begin) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanoTime.getAsLong() - begin;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
