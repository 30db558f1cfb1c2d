package dev.latchkey.bench.scenario;

import dev.latchkey.bench.server.Contender;
import dev.latchkey.bench.server.Topology;
import java.time.Duration;
import java.util.List;

/// 1,000 acknowledged updates and `kill -9` at the last of them: how many a newcomer to the server
/// that was started again does not get.
public record Crash() implements Scenario {
  private static final Topology TOPOLOGY = new Topology(1, 2);
  private static final int UPDATES = 1_000;
  private static final int WINDOW = 100;
  private static final Duration LOADING = Duration.ofMillis(500);

  @Override
  public String name() {
    return "crash";
  }

  @Override
  public String title() {
    return "1,000 acknowledged updates, kill -9 at the last acknowledgement";
  }

  @Override
  public List<Figure> figures() {
    return List.of(Figure.LOST);
  }

  @Override
  public boolean isFor(Contender contender) {
    return Scenario.isSyncEngine(contender) && !Scenario.isInMemory(contender);
  }

  @Override
  public void run(Contender contender, Pace pace, Results results) {
    try (var arena = contender.open(TOPOLOGY, true)) {
      try (var clients = arena.clients()) {
        var line = clients.connect(arena.dialect(0, 0, Traffic.MESSAGE_SIZE));
        clients.await(line::isJoined);
        clients.push(line, UPDATES, WINDOW);
        arena.server().kill();
      }
      arena.restart();
      try (var clients = arena.clients()) {
        // One to have the server load what it has kept, and one to be told.
        for (int i = 0; i < 2; i++) {
          var line = clients.connect(arena.dialect(0, 1, Traffic.MESSAGE_SIZE));
          clients.await(line::isJoined);
          clients.idle(LOADING);
        }
        var line = clients.lines().getLast();
        results.add(contender.title(), Figure.LOST, (double) (UPDATES - line.foundCount()));
      }
    }
  }
}
