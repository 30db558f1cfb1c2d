package dev.latchkey.bench.server;

import dev.latchkey.bench.latchkey.Population;
import dev.latchkey.bench.wire.Dialect;
import dev.latchkey.bench.wire.LatchkeyDialect;
import java.nio.file.Path;

/// A broker that runs, with sessions in it.
final class LatchkeyArena implements Arena {
  private final Latchkey latchkey;
  private final Path folder;
  private final Population population;
  private ServerProcess server;

  LatchkeyArena(Latchkey latchkey, Path folder, ServerProcess server, Population population) {
    this.latchkey = latchkey;
    this.folder = folder;
    this.server = server;
    this.population = population;
  }

  @Override
  public ServerProcess server() {
    return server;
  }

  @Override
  public Dialect dialect(int room, int client, int size) {
    return new LatchkeyDialect(
        population.member(room, client), Population.ORIGIN, population.logSize(room), size);
  }

  @Override
  public void restart() {
    server = latchkey.start(folder);
  }

  @Override
  public void close() {
    server.kill();
    Folders.delete(folder);
  }
}
