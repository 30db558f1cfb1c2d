package dev.latchkey.broker.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Records what clients ask of one session and what they are answered. They may do so at once.
public final class History {
  private final AtomicLong time = new AtomicLong();
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

  /// Does it, and records it with its outcome.
  public Outcome record(Operation operation, Supplier<Outcome> act) {
    return recordIfAny(operation, () -> Optional.of(act.get())).orElseThrow();
  }

  /// As [#record], but what has no outcome at all, as it came to nothing, is not recorded.
  public Optional<Outcome> recordIfAny(Operation operation, Supplier<Optional<Outcome>> act) {
    long begin = time.incrementAndGet();
    var outcome = act.get();
    outcome.ifPresent(it -> calls.add(new Call(operation, it, begin, time.incrementAndGet())));
    return outcome;
  }

  /// All that has an outcome by now.
  public List<Call> calls() {
    return new ArrayList<>(calls);
  }
}
