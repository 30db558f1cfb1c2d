package dev.latchkey.bench.scenario;

import dev.latchkey.bench.server.Contender;
import dev.latchkey.bench.server.Topology;
import java.time.Duration;
import java.util.List;

/// 5,000 clients in 1,000 sessions that are only there: memory by which the server has grown since
/// it was started, for each. The broker was stopped after the sessions were made, and started
/// again.
public record Idle() implements Scenario {
  private static final Topology TOPOLOGY = new Topology(1_000, 5);
  private static final Duration SETTLING = Duration.ofSeconds(2);
  private static final double KIB = 1_024;

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String title() {
    return "5,000 idle connections in 1,000 sessions";
  }

  @Override
  public List<Figure> figures() {
    return List.of(Figure.CONNECTION);
  }

  @Override
  public boolean isFor(Contender contender) {
    return !Scenario.isInMemory(contender);
  }

  @Override
  public void run(Contender contender, Pace pace, Results results) {
    try (var arena = contender.open(TOPOLOGY, false);
        var clients = arena.clients()) {
      var dialects = arena.dialects(TOPOLOGY, Traffic.MESSAGE_SIZE);
      clients.join(dialects.subList(0, 1));
      clients.idle(SETTLING);
      long before = arena.server().residentBytes();
      clients.join(dialects.subList(1, dialects.size()));
      clients.idle(SETTLING);
      double grown = arena.server().residentBytes() - before;
      results.add(contender.title(), Figure.CONNECTION, grown / (dialects.size() - 1) / KIB);
    }
  }
}
