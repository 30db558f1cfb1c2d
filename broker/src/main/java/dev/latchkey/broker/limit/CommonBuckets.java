package dev.latchkey.broker.limit;

import io.github.bucket4j.Bucket;
import java.util.Optional;
import java.util.function.Function;

/// Buckets that all brokers of a store have in common.
public interface CommonBuckets {
  /// What `action` finds in, or takes from, the bucket of this key; empty if nobody answers within
  /// 50 ms, or has not lately.
  ///
  /// @param key from which nothing can be read
  <T> Optional<T> use(Limit limit, String key, Function<Bucket, T> action);

  /// How many brokers there are, as far as is known.
  int brokers();
}
