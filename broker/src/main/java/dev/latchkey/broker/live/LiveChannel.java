package dev.latchkey.broker.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A channel that somebody follows: the order of its frames, and when to ask for a replace. Guarded
/// by the room.
final class LiveChannel {
  private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(30).toNanos();

  private final int number;
  private final ChannelOrder order;
  private long base;
  private boolean asked;
  private long askedAt;
  private int turn;

  LiveChannel(int number, long head, long base) {
    this.number = number;
    this.order = new ChannelOrder(head);
    this.base = base;
  }

  int number() {
    return number;
  }

  ChannelOrder order() {
    return order;
  }

  /// A replace has come, and the base is here now.
  void moveBase(long to) {
    if (to > base) {
      base = to;
      asked = false;
    }
  }

  /// Whether somebody is to be asked for a replace.
  ///
  /// @param mostAbove so many frames above the base are fine
  boolean isDue(int mostAbove, long now) {
    return order.last() - base > mostAbove && (!asked || now - askedAt >= ASK_AGAIN_NANOS);
  }

  /// Whom of these to ask: one after the other, as long as no replace comes.
  Optional<Seat> whomToAsk(List<Seat> writers, long now) {
    if (writers.isEmpty()) {
      return Optional.empty();
    }
    asked = true;
    askedAt = now;
    return Optional.of(writers.get(turn++ % writers.size()));
  }
}
