package dev.latchkey.bench.server;

import dev.latchkey.bench.latchkey.Population;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The broker, as `./run` starts it.
public final class Latchkey implements Contender {
  // The log of a session holds some 900; what is more are second connections.
  private static final int MOST_MEMBERS = 500;
  private static final Path ROOT = Path.of(System.getProperty("bench.root", "."));
  private static final Path JAR = ROOT.resolve("broker/target/latchkey-broker.jar");
  private static final Path OPTIONS = ROOT.resolve("broker/java.options");

  private final boolean isDurable;
  private final List<String> moreOptions;
  private final Map<Topology, Settled> settled = new HashMap<>();

  /// @param moreOptions for its Java
  public Latchkey(boolean isDurable, List<String> moreOptions) {
    this.isDurable = isDurable;
    this.moreOptions = List.copyOf(moreOptions);
  }

  /// Sessions that were made once, and what the broker's folder was then.
  private record Settled(Population population, Path folder) {}

  @Override
  public String title() {
    return isDurable ? "Latchkey, SQLite" : "Latchkey, memory";
  }

  @Override
  public boolean isAvailable() {
    return Files.exists(JAR);
  }

  @Override
  public boolean keepsUpdates() {
    return true;
  }

  public boolean isDurable() {
    return isDurable;
  }

  @Override
  public Arena open(Topology topology, boolean isKept) {
    if (!isDurable) {
      var folder = Folders.create();
      var server = start(folder);
      return new LatchkeyArena(this, folder, server, settle(server, topology));
    }
    var before = settled.computeIfAbsent(topology, this::settle);
    var folder = Folders.create();
    Folders.copy(before.folder(), folder);
    if (before.population().isStale()) {
      var server = start(folder);
      before.population().refresh(server.address());
      server.stop();
    }
    return new LatchkeyArena(this, folder, start(folder), before.population());
  }

  private Settled settle(Topology topology) {
    var folder = Folders.create();
    var server = start(folder);
    var population = settle(server, topology);
    server.stop();
    return new Settled(population, folder);
  }

  private static Population settle(ServerProcess server, Topology topology) {
    return Population.settle(
        server.address(), topology.rooms(), Math.min(topology.clients(), MOST_MEMBERS));
  }

  /// Removes what is kept between the runs.
  public void forget() {
    settled.values().forEach(it -> Folders.delete(it.folder()));
    settled.clear();
  }

  ServerProcess start(Path folder) {
    int port = Folders.freePort();
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.add("@" + OPTIONS);
    command.addAll(moreOptions);
    command.addAll(List.of("-jar", JAR.toString()));
    var environment =
        Map.of(
            "LATCHKEY_LISTEN",
            "127.0.0.1:" + port,
            "LATCHKEY_MANAGEMENT_LISTEN",
            "127.0.0.1:0",
            "LATCHKEY_PUBLIC_URL",
            Population.ORIGIN,
            "LATCHKEY_DATA_DIR",
            folder.resolve("data").toString(),
            "LATCHKEY_STORE",
            isDurable ? "sqlite:" : "memory:",
            "LATCHKEY_SESSION_MAX_MEMBERS",
            "1000");
    return ServerProcess.start(new Launch(command, environment, folder), port);
  }
}
