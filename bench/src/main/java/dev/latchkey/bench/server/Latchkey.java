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

  private static final Path CACHE = ROOT.resolve("broker/target/latchkey.aot");

  private final boolean isDurable;
  private final boolean isRestarted;
  private final List<String> javaOptions;
  private final Map<Topology, Settled> settled = new HashMap<>();

  /// @param isRestarted whether it is started anew once there are sessions
  private Latchkey(boolean isDurable, boolean isRestarted, List<String> javaOptions) {
    this.isDurable = isDurable;
    this.isRestarted = isRestarted;
    this.javaOptions = List.copyOf(javaOptions);
  }

  /// One that is measured.
  ///
  /// @param moreOptions for its Java
  public static Latchkey contender(boolean isDurable, List<String> moreOptions) {
    var options = new ArrayList<String>();
    if (Files.exists(CACHE)) {
      options.add("-XX:AOTCache=" + CACHE);
    }
    options.addAll(moreOptions);
    return new Latchkey(isDurable, isDurable, options);
  }

  /// One that writes the cache from which contenders start, when it stops.
  public static Latchkey trainee() {
    return new Latchkey(
        true, false, List.of("-XX:AOTCacheOutput=" + CACHE + ".new", "-Xlog:aot*=off,cds*=off"));
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
    if (!isRestarted) {
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
    return start(folder, javaOptions, Map.of("LATCHKEY_STORE", isDurable ? "sqlite:" : "memory:"));
  }

  /// A broker with these settings, which is measured.
  static ServerProcess start(Path folder, Map<String, String> settings) {
    var cache = Files.exists(CACHE) ? List.of("-XX:AOTCache=" + CACHE) : List.<String>of();
    return start(folder, cache, settings);
  }

  private static ServerProcess start(
      Path folder, List<String> javaOptions, Map<String, String> settings) {
    int port = Folders.freePort();
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.add("@" + OPTIONS);
    command.addAll(javaOptions);
    command.addAll(List.of("-jar", JAR.toString()));
    var environment = new HashMap<>(settings);
    environment.putAll(
        Map.of(
            "LATCHKEY_LISTEN",
            "127.0.0.1:" + port,
            "LATCHKEY_MANAGEMENT_LISTEN",
            "127.0.0.1:0",
            "LATCHKEY_PUBLIC_URL",
            Population.ORIGIN,
            "LATCHKEY_DATA_DIR",
            folder.resolve("data").toString(),
            "LATCHKEY_SESSION_MAX_MEMBERS",
            "1000"));
    return ServerProcess.start(new Launch(command, environment, folder), port);
  }
}
