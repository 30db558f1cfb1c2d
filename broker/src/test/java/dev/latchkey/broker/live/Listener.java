package dev.latchkey.broker.live;

import java.util.ArrayList;
import java.util.List;

/// Hears what the broker says, one message after the other.
abstract class Listener {
  private final List<String> checkpoints = new ArrayList<>();

  /// The next message, whatever it is.
  abstract Heard nextOfAll();

  /// The next message but for checkpoints, which come when they like; they are put aside.
  final Heard next() {
    var heard = nextOfAll();
    while (heard instanceof Heard.Checkpoint(String note)) {
      checkpoints.add(note);
      heard = nextOfAll();
    }
    return heard;
  }

  /// The checkpoints that have come before the last message.
  final List<String> checkpoints() {
    return checkpoints;
  }

  /// The next message, which is of this type.
  final <T extends Heard> T expect(Class<T> type) {
    var heard = next();
    if (!type.isInstance(heard)) {
      throw new AssertionError("want " + type.getSimpleName() + ", got " + heard);
    }
    return type.cast(heard);
  }

  /// The first message of this type, passing over others.
  final <T extends Heard> T skipTo(Class<T> type) {
    return type.cast(hearUntil(type).getLast());
  }

  /// All messages up to the first of this type.
  final List<Heard> hearUntil(Class<? extends Heard> type) {
    var all = new ArrayList<Heard>();
    do {
      all.add(next());
    } while (!type.isInstance(all.getLast()));
    return all;
  }
}
