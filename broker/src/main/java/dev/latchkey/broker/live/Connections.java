package dev.latchkey.broker.live;

import dev.latchkey.broker.http.Live;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// All open lines, and the one timer that ends those which have lasted too long.
final class Connections implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Connections.class.getName());
  private static final long TICK_MILLIS = 250;
  private static final int LEAST_RETRY_MILLIS = 500;
  private static final int RETRY_JITTER_MILLIS = 4_500;

  private final Rooms rooms;
  private final LiveMetrics metrics;
  private final SecureRandom random;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Set<Line> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("live-timer").factory());
  private volatile boolean draining;

  Connections(
      Rooms rooms,
      LiveMetrics metrics,
      SecureRandom random,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.rooms = rooms;
    this.metrics = metrics;
    this.random = random;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  void start() {
    var _ =
        timer.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  void add(Line line) {
    open.add(line);
    metrics.opened(line);
    if (draining) {
      line.drain(retryAfter());
    }
  }

  /// @param nanos how long it lasted
  void remove(Line line, long nanos) {
    metrics.closed(line, nanos);
    synchronized (open) {
      open.remove(line);
      open.notifyAll();
    }
  }

  void list(Consumer<Live.Present> each) {
    long now = nanoTime.getAsLong();
    open.forEach(line -> line.present(now).ifPresent(each));
  }

  int count() {
    return open.size();
  }

  long count(Line.Transport transport) {
    return open.stream().filter(it -> it.transport() == transport).count();
  }

  /// What waits to be written to all of them.
  long waitingBytes() {
    return open.stream().mapToLong(it -> it.outbox().bytes()).sum();
  }

  /// Ends all connections, one after the other and each after the writes it has begun, and waits
  /// until they are gone or the time is over.
  void drain(Duration longest) {
    draining = true;
    var lines = List.copyOf(open);
    var farewells = new Farewells(lines.size(), longest, random);
    lines.forEach(it -> endAfter(farewells.next(), it));
    long deadline = System.nanoTime() + longest.toNanos();
    synchronized (open) {
      try {
        for (long left = longest.toMillis(); !open.isEmpty() && left > 0; ) {
          open.wait(left);
          left = (deadline - System.nanoTime()) / 1_000_000;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void endAfter(Duration delay, Line line) {
    // The timer must not wait for the writes of a line.
    Runnable end = () -> Thread.startVirtualThread(() -> line.drain(retryAfter()));
    var _ = timer.schedule(end, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    timer.close();
  }

  /// Spread, so that those who wait do not all come back at once.
  private Duration retryAfter() {
    return Duration.ofMillis(LEAST_RETRY_MILLIS + random.nextInt(RETRY_JITTER_MILLIS));
  }

  private void tick() {
    try {
      long nanos = nanoTime.getAsLong();
      var now = clock.instant();
      open.forEach(line -> line.tick(nanos, now));
      rooms.tick();
    } catch (RuntimeException e) {
      // The next round may succeed; a round that threw would be the last one.
      LOG.log(Level.ERROR, "the live timer failed", e);
    }
  }
}
