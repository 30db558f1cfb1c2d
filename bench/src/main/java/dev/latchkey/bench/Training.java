package dev.latchkey.bench;

import dev.latchkey.bench.scenario.Traffic;
import dev.latchkey.bench.server.Latchkey;
import dev.latchkey.bench.server.Topology;
import java.time.Duration;
import java.util.List;

/// Has a broker do for some seconds what brokers do, so that what Java has learned of it can be
/// kept for the next start.
final class Training {
  private static final Topology TOPOLOGY = new Topology(20, 5);
  private static final List<Integer> RATES = List.of(500, 1_000, 2_000, 4_000, 1_000);
  private static final Duration EACH = Duration.ofSeconds(1);

  private Training() {}

  static void run() {
    try (var arena = Latchkey.trainee().open(TOPOLOGY, false)) {
      for (int rate : RATES) {
        try (var clients = arena.clients()) {
          clients.join(arena.dialects(TOPOLOGY, Traffic.MESSAGE_SIZE));
          clients.run(rate, Duration.ZERO, EACH, TOPOLOGY.clients() - 1, EACH);
        }
      }
      arena.stop();
    }
  }
}
