package dev.latchkey.bench.scenario;

import dev.latchkey.bench.load.Clients;
import dev.latchkey.bench.server.Arena;
import dev.latchkey.bench.server.Contender;
import dev.latchkey.bench.server.Topology;
import dev.latchkey.bench.wire.LatchkeyDialect;
import dev.latchkey.bench.wire.Stamp;
import dev.latchkey.crypto.seal.FrameBody;
import java.util.List;

/// A newcomer to a session in which 10,000 updates of 200 bytes were sent. For the broker also
/// after one of the clients has replaced them by one frame: the largest that there can be.
public record LateJoin() implements Scenario {
  private static final Topology TOPOLOGY = new Topology(2, 6);
  private static final int UPDATES = 10_000;
  private static final int UPDATE_SIZE = 200;
  private static final int WRITERS = 5;
  private static final int WINDOW = 100;
  private static final int TRIES = 7;
  private static final int JOINS_BEFORE = 300;
  private static final int FRAME_LINKS_AND_COVERS = 1_024;
  private static final double KIB = 1_024;

  @Override
  public String name() {
    return "late-join";
  }

  @Override
  public String title() {
    return "late join to 10,000 updates of 200 bytes";
  }

  @Override
  public List<Figure> figures() {
    return List.of(Figure.JOIN, Figure.JOIN_BYTES);
  }

  @Override
  public boolean isFor(Contender contender) {
    return Scenario.isSyncEngine(contender) && !Scenario.isInMemory(contender);
  }

  @Override
  public void run(Contender contender, Pace pace, Results results) {
    try (var arena = contender.open(TOPOLOGY, false);
        var clients = arena.clients()) {
      clients.join(arena.dialects(TOPOLOGY, UPDATE_SIZE).subList(0, WRITERS));
      for (var line : List.copyOf(clients.lines())) {
        clients.push(line, UPDATES / WRITERS, WINDOW);
      }
      warmUp(arena);
      measure(arena, clients, contender.title(), results);
      if (arena.dialect(0, 0, FrameBody.MAX_SIZE - FRAME_LINKS_AND_COVERS)
          instanceof LatchkeyDialect replacing) {
        var line = clients.connect(replacing);
        clients.await(line::isJoined);
        line.say(replacing.replace(new Stamp(System.nanoTime(), line.index()), UPDATES));
        clients.await(() -> line.ackedCount() == 1);
        measure(arena, clients, contender.title() + ", compacted", results);
      }
    }
  }

  /// Joins of another session, as a server has seen many.
  private static void warmUp(Arena arena) {
    for (int i = 0; i < JOINS_BEFORE; i++) {
      try (var clients = arena.clients()) {
        clients.join(List.of(arena.dialect(1, 0, UPDATE_SIZE)));
      }
    }
  }

  private static void measure(Arena arena, Clients clients, String row, Results results) {
    for (int i = 0; i < TRIES; i++) {
      long begin = System.nanoTime();
      var line = clients.connect(arena.dialect(0, WRITERS, UPDATE_SIZE));
      clients.await(line::isJoined);
      results.add(row, Figure.JOIN, (System.nanoTime() - begin) / 1e6);
      results.add(row, Figure.JOIN_BYTES, line.receivedBytes() / KIB);
    }
  }
}
