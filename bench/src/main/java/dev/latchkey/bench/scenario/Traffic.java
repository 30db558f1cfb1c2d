package dev.latchkey.bench.scenario;

import dev.latchkey.bench.load.Clients;
import dev.latchkey.bench.load.Tally;
import dev.latchkey.bench.server.Arena;
import dev.latchkey.bench.server.Contender;
import dev.latchkey.bench.server.Topology;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/// 100 sessions of 5 clients that send 256 bytes twice a second each: the first seconds after a
/// start, then as much as can be passed on within 100 ms, then at the first rate again.
///
/// @param fixedRate messages a second of all clients, in place of all that: for a profiler
public record Traffic(Topology topology, OptionalDouble fixedRate) implements Scenario {
  public static final int MESSAGE_SIZE = 256;

  private static final double PER_CLIENT = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "traffic";
  }

  @Override
  public String title() {
    return "%d sessions of %d clients, %d bytes, %.0f a second each; and saturation (p99 ≤ 100 ms)"
        .formatted(topology.rooms(), topology.clients(), MESSAGE_SIZE, PER_CLIENT);
  }

  @Override
  public List<Figure> figures() {
    return List.of(
        Figure.COLD_P50,
        Figure.COLD_P99,
        Figure.COLD_P999,
        Figure.SATURATION,
        Figure.CPU,
        Figure.P50,
        Figure.P99,
        Figure.P999);
  }

  @Override
  public boolean isFor(Contender contender) {
    return true;
  }

  @Override
  public void run(Contender contender, Pace pace, Results results) {
    var row = contender.title();
    try (var arena = contender.open(topology, false);
        var clients = arena.clients()) {
      clients.join(arena.dialects(topology, MESSAGE_SIZE));
      if (fixedRate.isPresent()) {
        atFixedRate(arena, clients, pace, row, results);
        return;
      }
      // In memory the sessions were made just now, by many requests: that is not cold.
      if (!Scenario.isInMemory(contender)) {
        var cold = atRest(clients, Duration.ZERO, pace.cold());
        results.add(row, Figure.COLD_P50, cold.percentile(50));
        results.add(row, Figure.COLD_P99, cold.percentile(99));
        results.add(row, Figure.COLD_P999, cold.percentile(99.9));
      }
      var saturation = new Saturation(arena, clients, topology, pace).find();
      results.add(row, Figure.SATURATION, saturation.perSecond());
      results.add(row, Figure.CPU, saturation.cpuMicros());
      var warm = atRest(clients, Duration.ofSeconds(1), pace.warm());
      results.add(row, Figure.P50, warm.percentile(50));
      results.add(row, Figure.P99, warm.percentile(99));
      results.add(row, Figure.P999, warm.percentile(99.9));
    }
  }

  private void atFixedRate(Arena arena, Clients clients, Pace pace, String row, Results results) {
    double rate = fixedRate.orElseThrow();
    at(clients, rate, Duration.ZERO, pace.cold());
    long before = arena.server().cpuMicros();
    var tally = at(clients, rate, Duration.ZERO, pace.warm().multipliedBy(2));
    double cpu = arena.server().cpuMicros() - before;
    results.add(row, Figure.CPU, cpu / tally.heard());
    results.add(row, Figure.SATURATION, tally.perSecond());
    results.add(row, Figure.P50, tally.percentile(50));
    results.add(row, Figure.P99, tally.percentile(99));
    results.add(row, Figure.P999, tally.percentile(99.9));
  }

  private Tally atRest(Clients clients, Duration warmUp, Duration time) {
    return at(clients, PER_CLIENT * topology.all(), warmUp, time);
  }

  private Tally at(Clients clients, double perSecond, Duration warmUp, Duration time) {
    return clients.run(perSecond, warmUp, time, topology.clients() - 1, PATIENCE);
  }
}
