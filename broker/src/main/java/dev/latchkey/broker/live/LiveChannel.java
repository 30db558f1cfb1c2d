package dev.latchkey.broker.live;

import java.time.Duration;
import java.util.List;

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

  /// Asks one of the seats for a replace if there are more frames above the base than that: one
  /// after the other, as long as no replace comes.
  void askToCompact(List<Seat> seats, int mostAbove, long now) {
    if (order.last() - base <= mostAbove || (asked && now - askedAt < ASK_AGAIN_NANOS)) {
      return;
    }
    var writers = seats.stream().filter(seat -> seat.canReplace(number)).toList();
    if (!writers.isEmpty()) {
      asked = true;
      askedAt = now;
      writers.get(turn++ % writers.size()).send(Message.compact(number, order.last()));
    }
  }
}
