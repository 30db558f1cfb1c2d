package dev.latchkey.broker.faults;

import dev.latchkey.broker.BrokerProcess;
import dev.latchkey.broker.FreePort;
import dev.latchkey.broker.RedisServer;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.config.KeyFile;
import dev.latchkey.broker.store.Race;
import dev.latchkey.broker.store.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/// Some brokers, on a PostgreSQL with a synchronous standby and on a Redis: each a process of its
/// own, which the test may kill, or let stand still.
final class FaultyFleet implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String DATABASE = "sessions";

  private final Path folder;
  private final Network network;
  private final PostgresServer primary;
  private final PostgresServer standby;
  private final List<RedisServer> redis;
  private final List<Integer> ports;
  private final BrokerProcess[] processes;

  private FaultyFleet(
      Path folder, Network network, PostgresServer primary, List<RedisServer> redis, int brokers) {
    this.folder = folder;
    this.network = network;
    this.redis = redis;
    this.primary = primary;
    primary.sql("CREATE DATABASE " + DATABASE);
    this.standby = primary.synchronousStandby();
    this.ports = IntStream.range(0, brokers).map(_ -> FreePort.lasting()).boxed().toList();
    this.processes = new BrokerProcess[brokers];
  }

  /// With one Redis.
  static FaultyFleet start(Path folder, int brokers) {
    return start(
        folder,
        Network.loopback(),
        PostgresServer.create(),
        List.of(RedisServer.start(folder)),
        brokers);
  }

  /// With six nodes of Redis.
  static FaultyFleet startOnCluster(Path folder, int brokers) {
    return start(
        folder,
        Network.loopback(),
        PostgresServer.create(),
        RedisServer.startCluster(folder),
        brokers);
  }

  static FaultyFleet startIn(Namespaces network, Path folder, int brokers) {
    return start(
        folder,
        network,
        PostgresServer.onAllAddresses(),
        List.of(RedisServer.start(folder, "--bind", "0.0.0.0", "--protected-mode", "no")),
        brokers);
  }

  private static FaultyFleet start(
      Path folder, Network network, PostgresServer primary, List<RedisServer> redis, int brokers) {
    var fleet = new FaultyFleet(folder, network, primary, redis, brokers);
    // Made once, before several look for them.
    var _ = KeyFile.at(fleet.keys()).open(new SecureRandom());
    Race.of(
        brokers,
        number -> {
          fleet.startBroker(number);
          return number;
        });
    return fleet;
  }

  private Path keys() {
    return folder.resolve("keys.json");
  }

  /// Starts it, again after [#kill], and waits until it serves.
  void startBroker(int number) {
    var settings = new HashMap<String, String>();
    settings.put("LATCHKEY_LISTEN", network.broker(number) + ":" + ports.get(number));
    settings.put("LATCHKEY_PUBLIC_URL", "https://broker.example");
    settings.put("LATCHKEY_KEYS_FILE", keys().toString());
    settings.put("LATCHKEY_STORE", storeFor(number));
    settings.put("LATCHKEY_REDIS_URL", redisFor(number));
    try {
      var home = Files.createDirectories(folder.resolve("broker-" + number));
      processes[number] = BrokerProcess.start(network.runner(number), home, "WARNING", settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String storeFor(int broker) {
    var host = network.store(broker);
    return "postgres://latchkey@%s:%d,%s:%d/%s?sslmode=disable"
        .formatted(host, primary.port(), host, standby.port(), DATABASE);
  }

  private String redisFor(int broker) {
    var url = "redis://" + network.redis(broker) + ":" + redis.getFirst().port();
    return redis.size() == 1 ? url : url + "?cluster=true";
  }

  /// The first of them, for one who can wait.
  TestBroker patientBroker() {
    return TestBroker.of(processes[0]);
  }

  List<TestBroker> brokers() {
    var brokers = new ArrayList<TestBroker>();
    for (var process : processes) {
      brokers.add(TestBroker.of(process, PATIENCE));
    }
    return brokers;
  }

  BrokerProcess broker(int number) {
    return processes[number];
  }

  RedisServer redis(int node) {
    return redis.get(node);
  }

  /// The primary dies, and the standby takes its place.
  void failOver() {
    primary.kill();
    standby.promote();
  }

  @Override
  public void close() {
    for (var process : processes) {
      if (process != null) {
        process.kill();
      }
    }
    redis.forEach(RedisServer::close);
    standby.close();
    primary.close();
  }
}
