package dev.latchkey.broker.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Whether the broker should be sent requests, and if not, why. The store is asked by one thread at
/// a time, and whoever wants to know waits for it at most a second: a store that hangs is one that
/// does not work.
final class Readiness {
  private static final long PATIENCE_MILLIS = 1_000;

  private final BooleanSupplier started;
  private final BooleanSupplier draining;
  private final BooleanSupplier storeWorks;
  private @Nullable CompletableFuture<Boolean> asking;

  Readiness(BooleanSupplier started, BooleanSupplier draining, BooleanSupplier storeWorks) {
    this.started = started;
    this.draining = draining;
    this.storeWorks = storeWorks;
  }

  /// Why not; empty if it is ready.
  List<String> missing() {
    var missing = new ArrayList<String>();
    if (!started.getAsBoolean()) {
      missing.add("starting");
    }
    if (draining.getAsBoolean()) {
      missing.add("draining");
    }
    if (!storeWorks()) {
      missing.add("store");
    }
    return List.copyOf(missing);
  }

  boolean storeWorks() {
    try {
      return ask().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized CompletableFuture<Boolean> ask() {
    var running = asking;
    if (running == null || running.isDone()) {
      var answer = new CompletableFuture<Boolean>();
      asking = answer;
      Thread.startVirtualThread(() -> answer(answer));
      return answer;
    }
    return running;
  }

  private void answer(CompletableFuture<Boolean> answer) {
    try {
      answer.complete(storeWorks.getAsBoolean());
    } catch (RuntimeException e) {
      answer.complete(false);
    }
  }
}
