package dev.latchkey.broker.faults;

import dev.latchkey.broker.history.Call;
import dev.latchkey.broker.history.History;
import dev.latchkey.broker.history.Operation;
import dev.latchkey.broker.history.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What has become of one session: its history, and which frame has which value.
final class Story {
  private final History history = new History();
  private final Map<String, String> values = new ConcurrentHashMap<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicLong head = new AtomicLong();
  private volatile boolean over;
  private volatile @Nullable Throwable failure;

  /// The value of a frame that is about to be written.
  void name(String frame, String value) {
    values.put(frame, value);
  }

  /// The value of a frame that was read.
  String valueOf(String frame) {
    return values.getOrDefault(frame, "a frame that nobody wrote");
  }

  Outcome record(Operation operation, Supplier<Outcome> act) {
    var outcome = history.record(operation, act);
    count(outcome);
    return outcome;
  }

  /// As [#record], for what may come to nothing: then it is left out.
  void recordIfAny(Operation operation, Supplier<Optional<Outcome>> act) {
    history.recordIfAny(operation, act).ifPresent(this::count);
  }

  private void count(Outcome outcome) {
    switch (outcome) {
      case Outcome.At(long place) -> {
        head.accumulateAndGet(place, Math::max);
        answered.incrementAndGet();
      }
      case Outcome.Done _, Outcome.Values _, Outcome.Members _, Outcome.Refused _ ->
          answered.incrementAndGet();
      case Outcome.Unknown _ -> {}
    }
  }

  /// The highest place that was acknowledged.
  long head() {
    return head.get();
  }

  int answered() {
    return answered.get();
  }

  /// Returns once so many more calls were answered.
  void awaitAnswers(int more) {
    int enough = answered() + more;
    while (answered() < enough) {
      var failed = failure;
      if (failed != null) {
        throw new AssertionError("somebody failed", failed);
      }
      pause();
    }
  }

  /// Whoever waits need not any longer.
  void fail(Throwable cause) {
    failure = cause;
  }

  /// Whoever works on it stops.
  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  List<Call> calls() {
    return history.calls();
  }

  static void pause() {
    if (Thread.interrupted()) {
      throw new IllegalStateException("waited too long");
    }
    LockSupport.parkNanos(10_000_000);
  }
}
