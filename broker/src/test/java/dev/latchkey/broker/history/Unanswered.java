package dev.latchkey.broker.history;

import dev.latchkey.broker.history.Operation.Append;
import dev.latchkey.broker.history.Operation.Read;
import dev.latchkey.broker.history.Outcome.Unknown;
import dev.latchkey.broker.history.Outcome.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the rest of a history says of appends that were not answered. Without it a search has to
/// try each of them everywhere.
final class Unanswered {
  /// Where a value was read, and when that was known.
  private record Sight(long place, long end) {}

  private Unanswered() {}

  /// The same calls, but that an append of unknown outcome whose value somebody has read got the
  /// place where it was read, before that. One whose value nobody has read is left out, if somebody
  /// has read everything after all others had ended: whatever becomes of it comes too late to
  /// matter.
  static List<Call> placed(List<Call> calls) {
    var sights = sights(calls);
    boolean isAllRead = isAllRead(calls);
    var placed = new ArrayList<Call>();
    for (var call : calls) {
      if (call.outcome() instanceof Unknown && call.operation() instanceof Append append) {
        var sight = sights.get(append.value());
        if (sight != null && sight.end() > call.begin()) {
          var outcome = new Outcome.At(sight.place());
          placed.add(new Call(append, outcome, call.begin(), sight.end()));
        } else if (!isAllRead || sight != null) {
          placed.add(call);
        }
      } else {
        placed.add(call);
      }
    }
    return placed;
  }

  /// The first sight of each value.
  private static Map<String, Sight> sights(List<Call> calls) {
    var sights = new HashMap<String, Sight>();
    for (var call : calls) {
      if (call.outcome() instanceof Values(var values)
          && call.operation() instanceof Read(_, int after)) {
        for (int i = 0; i < values.size(); i++) {
          sights.merge(
              values.get(i),
              new Sight(after + i + 1, call.end()),
              (one, other) -> one.end() <= other.end() ? one : other);
        }
      }
    }
    return sights;
  }

  private static boolean isAllRead(List<Call> calls) {
    long lastEnd =
        calls.stream()
            .filter(it -> !it.open() && !it.isIdle())
            .mapToLong(Call::end)
            .max()
            .orElse(0);
    return calls.stream()
        .anyMatch(
            it ->
                it.outcome() instanceof Values
                    && it.operation() instanceof Read(_, int after)
                    && after == 0
                    && it.begin() > lastEnd);
  }
}
