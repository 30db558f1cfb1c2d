package dev.latchkey.bench.scenario;

import dev.latchkey.bench.load.Clients;
import dev.latchkey.bench.load.Tally;
import dev.latchkey.bench.server.Arena;
import dev.latchkey.bench.server.Topology;
import java.time.Duration;

/// Looks for the highest rate at which nearly every message is there within 100 ms. Looks twice,
/// with a time of work at half the rate between: a server that has compiled what it does is another
/// one than it was, and stays it for months. The better of both counts.
final class Saturation {
  private static final double FIRST = 1_000;
  private static final double MOST_MILLIS = 100;
  private static final double ALL_BUT = 0.999;
  private static final Duration WARM_UP = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Arena arena;
  private final Clients clients;
  private final Topology topology;
  private final Pace pace;
  private Found best = new Found(0, Double.NaN);

  Saturation(Arena arena, Clients clients, Topology topology, Pace pace) {
    this.arena = arena;
    this.clients = clients;
    this.topology = topology;
    this.pace = pace;
  }

  /// @param perSecond deliveries
  /// @param cpuMicros of the server for each of them
  record Found(double perSecond, double cpuMicros) {}

  Found find() {
    search();
    double half = best.perSecond() / (topology.clients() - 1) / 2;
    clients.run(half, Duration.ZERO, pace.settling(), topology.clients() - 1, PATIENCE);
    search();
    return best;
  }

  private void search() {
    double rate = FIRST;
    double good = 0;
    while (holdsAfterAll(rate)) {
      good = rate;
      rate *= pace.growth();
    }
    double bad = rate;
    for (int i = 0; i < pace.bisections(); i++) {
      double middle = (good + bad) / 2;
      if (holds(middle)) {
        good = middle;
      } else {
        bad = middle;
      }
    }
  }

  /// With a second try: what is compiled or grown once is not the limit.
  private boolean holdsAfterAll(double messagesPerSecond) {
    boolean atOnce = holds(messagesPerSecond);
    return atOnce || holds(messagesPerSecond);
  }

  private boolean holds(double messagesPerSecond) {
    long before = arena.server().cpuMicros();
    long begin = System.nanoTime();
    var tally =
        clients.run(messagesPerSecond, WARM_UP, pace.step(), topology.clients() - 1, PATIENCE);
    boolean holds = isWithinBounds(tally);
    if (holds && tally.perSecond() > best.perSecond()) {
      double seconds = (System.nanoTime() - begin) / 1e9;
      double cpu = arena.server().cpuMicros() - before;
      best = new Found(tally.perSecond(), cpu / (tally.perSecond() * seconds));
    }
    return holds;
  }

  private boolean isWithinBounds(Tally tally) {
    return tally.percentile(99) <= MOST_MILLIS
        && tally.heard() >= ALL_BUT * tally.sent() * (topology.clients() - 1);
  }
}
