package dev.latchkey.bench.scenario;

import dev.latchkey.bench.server.Contender;
import dev.latchkey.bench.server.Topology;
import java.util.List;

/// From starting the server until the first client has joined.
public record Start() implements Scenario {
  private static final Topology TOPOLOGY = new Topology(1, 1);
  private static final int TRIES = 3;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String title() {
    return "start of the server to the first join";
  }

  @Override
  public List<Figure> figures() {
    return List.of(Figure.START);
  }

  @Override
  public boolean isFor(Contender contender) {
    return !Scenario.isInMemory(contender);
  }

  @Override
  public void run(Contender contender, Pace pace, Results results) {
    for (int i = 0; i < TRIES; i++) {
      try (var arena = contender.open(TOPOLOGY, false);
          var clients = arena.clients()) {
        clients.join(arena.dialects(TOPOLOGY, Traffic.MESSAGE_SIZE));
        double seconds = (System.nanoTime() - arena.server().startedAt()) / 1e9;
        results.add(contender.title(), Figure.START, seconds);
      }
    }
  }
}
