package dev.latchkey.broker.fleet;

import dev.latchkey.crypto.Bytes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Who of the brokers is heard, on every lane: a part of Redis that can fail alone. A broker that
/// does not hear itself is cut off; another one that falls silent may be telling what does not
/// arrive.
final class Beats {
  static final Duration BETWEEN = Duration.ofMillis(400);

  private static final Logger LOG = System.getLogger(Beats.class.getName());
  private static final Duration SILENCE = BETWEEN.multipliedBy(3);
  private static final Duration GONE = Duration.ofSeconds(3);
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final BulletinSeal seal;
  private final List<String> lanes;
  private final LongSupplier nanoTime;
  private final Map<Bytes, Heard> brokers = new HashMap<>();
  /// When a beat was heard last that no broker with our keys has made.
  private OptionalLong strangerAt = OptionalLong.empty();

  private static final class Heard {
    private final Map<String, Long> at = new HashMap<>();
    private long lost;
    private boolean gone;

    /// Whether it was heard on any lane after this time.
    boolean isAfter(long time) {
      return at.values().stream().anyMatch(it -> it - time > 0);
    }
  }

  /// @param lanes the channels that beats go by
  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  Beats(BulletinSeal seal, List<String> lanes, LongSupplier nanoTime) {
    this.seal = seal;
    this.lanes = List.copyOf(lanes);
    this.nanoTime = nanoTime;
  }

  /// A beat of this broker.
  ///
  /// @param lost how many bulletins it could not tell; negative: it stops
  byte[] beat(String lane, long lost) {
    return seal.sealBeat(lane, lost);
  }

  List<String> lanes() {
    return lanes;
  }

  /// Takes a beat.
  ///
  /// @return whether its broker has lost bulletins since the last one, or may have
  synchronized boolean hear(String lane, byte[] message) {
    var beat = seal.openBeat(lane, message).orElse(null);
    if (beat == null) {
      if (strangerAt.isEmpty()) {
        LOG.log(Level.WARNING, "a broker with other keys uses the same Redis");
      }
      strangerAt = OptionalLong.of(nanoTime.getAsLong());
      return false;
    }
    if (beat.lost() < 0) {
      brokers.remove(beat.broker());
      return false;
    }
    var heard = brokers.computeIfAbsent(beat.broker(), _ -> new Heard());
    boolean gap = heard.lost != beat.lost() || isSilent(heard, lane);
    heard.lost = beat.lost();
    heard.gone = false;
    heard.at.put(lane, nanoTime.getAsLong());
    return gap;
  }

  /// Whether this broker hears itself on every lane.
  synchronized boolean hearsItself() {
    var own = brokers.get(seal.broker());
    return own != null && lanes.stream().noneMatch(lane -> isSilent(own, lane));
  }

  /// Whether it hears itself, and every other one that is known.
  synchronized boolean hearsAll() {
    forget();
    return hearsItself()
        && strangerAt.isEmpty()
        && brokers.values().stream()
            .allMatch(heard -> lanes.stream().noneMatch(lane -> isSilent(heard, lane)));
  }

  /// Whether another broker has been silent for so long that it must have died, or be cut off. Says
  /// so once of each.
  synchronized boolean hasLost() {
    boolean lost = false;
    if (hearsItself()) {
      for (var heard : brokers.values()) {
        if (!heard.gone && !heard.isAfter(nanoTime.getAsLong() - GONE.toNanos())) {
          heard.gone = true;
          lost = true;
        }
      }
    }
    return lost;
  }

  /// How many brokers there are, this one too. While it is cut off, as many as there were.
  synchronized int brokers() {
    return Math.max(1, brokers.size());
  }

  private void forget() {
    long now = nanoTime.getAsLong();
    if (strangerAt.isPresent() && now - strangerAt.getAsLong() >= REMEMBERED.toNanos()) {
      strangerAt = OptionalLong.empty();
    }
    if (hearsItself()) {
      brokers.values().removeIf(heard -> !heard.isAfter(now - REMEMBERED.toNanos()));
    }
  }

  private boolean isSilent(Heard heard, String lane) {
    var at = heard.at.get(lane);
    return at == null || nanoTime.getAsLong() - at >= SILENCE.toNanos();
  }
}
