package dev.latchkey.broker.config;

import dev.latchkey.crypto.FormatException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The keys of one use, the newest first: each takes over from the one after it.
public record Succession<K>(List<DatedKey<K>> keys) {
  /// Every checkpoint of the broker's log has a signature by each ledger key, beside those of the
  /// witnesses.
  static final int MOST = 16;

  /// Throws [FormatException] for none, for more than [#MOST], and for another order.
  public Succession {
    keys = List.copyOf(keys);
    if (keys.isEmpty() || keys.size() > MOST) {
      throw new FormatException("keys: want 1 to " + MOST + " for each use");
    }
    var ordered =
        keys.stream().sorted(Comparator.comparing((DatedKey<K> it) -> it.from()).reversed());
    if (!ordered.toList().equals(keys)) {
      throw new FormatException("keys: want the newest first");
    }
  }

  static <K> Succession<K> of(K key) {
    return new Succession<>(List.of(new DatedKey<>(key, Instant.EPOCH, Optional.empty())));
  }

  /// The key to use at this time: the newest that has begun, or the oldest if none has.
  public K current(Instant now) {
    return keys.stream().filter(it -> it.hasBegun(now)).findFirst().orElse(keys.getLast()).key();
  }

  /// That one, and then all others, whether they count or not.
  List<K> all(Instant now) {
    return currentAnd(keys.stream(), now);
  }

  /// The key to use, and then all others that count: also the next one, which elsewhere may have
  /// begun.
  public List<K> counting(Instant now) {
    return currentAnd(keys.stream().filter(it -> !it.hasEnded(now)), now);
  }

  /// The next time after this one at which [#current] or [#counting] is another.
  Instant nextChange(Instant now) {
    return keys.stream()
        .flatMap(it -> Stream.concat(Stream.of(it.from()), it.until().stream()))
        .filter(now::isBefore)
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }

  /// The keys with one more that takes over.
  ///
  /// @param from when it does
  /// @param overlap how long what the others made still counts after that
  Succession<K> followedBy(K next, Instant from, Duration overlap) {
    var end = from.plus(overlap);
    var older = keys.stream().filter(it -> it.from().isBefore(from)).map(it -> it.endingAt(end));
    var first = new DatedKey<>(next, from, Optional.<Instant>empty());
    return new Succession<>(Stream.concat(Stream.of(first), older).toList());
  }

  /// Without the keys of which nothing counts any more.
  Succession<K> withoutEnded(Instant now) {
    return new Succession<>(keys.stream().filter(it -> !it.hasEnded(now)).toList());
  }

  <L> List<L> map(Function<DatedKey<K>, L> function) {
    return keys.stream().map(function).toList();
  }

  private List<K> currentAnd(Stream<DatedKey<K>> some, Instant now) {
    var current = current(now);
    var others = some.map(DatedKey::key).filter(it -> !it.equals(current));
    return Stream.concat(Stream.of(current), others).toList();
  }
}
