package dev.latchkey.bench.scenario;

import dev.latchkey.bench.server.Contender;
import dev.latchkey.bench.server.Topology;
import java.time.Duration;
import java.util.List;

/// One session of 1,000 clients that get 20 messages a second.
public record BigRoom() implements Scenario {
  private static final Topology TOPOLOGY = new Topology(1, 1_000);
  private static final double PER_SECOND = 20;

  @Override
  public String name() {
    return "big-room";
  }

  @Override
  public String title() {
    return "one session of 1,000 clients, 20 messages a second in all";
  }

  @Override
  public List<Figure> figures() {
    return List.of(Figure.P50, Figure.P99, Figure.P999, Figure.CPU);
  }

  @Override
  public boolean isFor(Contender contender) {
    return !Scenario.isInMemory(contender);
  }

  @Override
  public void run(Contender contender, Pace pace, Results results) {
    try (var arena = contender.open(TOPOLOGY, false);
        var clients = arena.clients()) {
      clients.join(arena.dialects(TOPOLOGY, Traffic.MESSAGE_SIZE));
      long before = arena.server().cpuMicros();
      var tally =
          clients.run(
              PER_SECOND,
              Duration.ofSeconds(3),
              pace.warm(),
              TOPOLOGY.clients() - 1,
              Duration.ofSeconds(2));
      double seconds = pace.warm().plusSeconds(3).toMillis() / 1e3;
      double cpu = arena.server().cpuMicros() - before;
      var row = contender.title();
      results.add(row, Figure.P50, tally.percentile(50));
      results.add(row, Figure.P99, tally.percentile(99));
      results.add(row, Figure.P999, tally.percentile(99.9));
      results.add(row, Figure.CPU, cpu / (tally.perSecond() * seconds));
    }
  }
}
