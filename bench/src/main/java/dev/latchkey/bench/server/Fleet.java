package dev.latchkey.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One broker on SQLite, or some on a PostgreSQL and a Redis, all on the core for servers.
public final class Fleet implements AutoCloseable {
  private final Path folder = Folders.create();
  private final Optional<Postgres> postgres;
  private final Optional<ServerProcess> redis;
  private final Map<String, String> settings;
  private final List<ServerProcess> brokers = new ArrayList<>();

  private Fleet(
      Optional<Postgres> postgres,
      Optional<ServerProcess> redis,
      Map<String, String> settings,
      int brokers) {
    this.postgres = postgres;
    this.redis = redis;
    this.settings = settings;
    start(brokers);
  }

  /// One broker on SQLite.
  public static Fleet embedded() {
    return new Fleet(Optional.empty(), Optional.empty(), Map.of("LATCHKEY_STORE", "sqlite:"), 1);
  }

  /// Some brokers on PostgreSQL and Redis; empty where these are not installed.
  public static Optional<Fleet> shared(int brokers) {
    if (!Files.isExecutable(Path.of("/usr/bin/redis-server"))) {
      return Optional.empty();
    }
    return Postgres.start().map(postgres -> shared(postgres, brokers));
  }

  private static Fleet shared(Postgres postgres, int brokers) {
    int port = Folders.freePort();
    var command =
        List.of(
            "redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "");
    var redis = ServerProcess.start(new Launch(command, Map.of(), Folders.create()), port);
    return new Fleet(
        Optional.of(postgres),
        Optional.of(redis),
        Map.of("LATCHKEY_STORE", postgres.url(), "LATCHKEY_REDIS_URL", "redis://127.0.0.1:" + port),
        brokers);
  }

  private void start(int count) {
    for (int number = 0; number < count; number++) {
      var home = folder.resolve("broker" + number);
      if (!Files.exists(home)) {
        Folders.create(folder, "broker" + number);
      }
      var all = new HashMap<>(settings);
      all.put("LATCHKEY_KEYS_FILE", folder.resolve("keys.json").toString());
      brokers.add(Latchkey.start(home, all));
    }
  }

  public List<InetSocketAddress> addresses() {
    return brokers.stream().map(ServerProcess::address).toList();
  }

  /// What all brokers have had of the processor.
  public long brokerMicros() {
    return brokers.stream().mapToLong(ServerProcess::cpuMicros).sum();
  }

  /// What PostgreSQL and Redis have had of it.
  public long otherMicros() {
    return postgres.map(Postgres::cpuMicros).orElse(0L)
        + redis.map(ServerProcess::cpuMicros).orElse(0L);
  }

  /// Ends all brokers as an operator does, and starts them again.
  ///
  /// @return when the first one was started, as [System#nanoTime]
  public long restart() {
    brokers.forEach(ServerProcess::stop);
    return startAgain();
  }

  /// As [#restart], but they are killed.
  public long crash() {
    brokers.forEach(ServerProcess::kill);
    return startAgain();
  }

  private long startAgain() {
    int count = brokers.size();
    brokers.clear();
    start(count);
    return brokers.getFirst().startedAt();
  }

  public long storeBytes() {
    return postgres.map(Postgres::bytes).orElseGet(this::embeddedBytes);
  }

  private long embeddedBytes() {
    try (var files = Files.list(folder.resolve("broker0").resolve("data"))) {
      return files
          .filter(it -> it.getFileName().toString().startsWith("latchkey.db"))
          .mapToLong(it -> it.toFile().length())
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    brokers.forEach(ServerProcess::kill);
    redis.ifPresent(ServerProcess::kill);
    postgres.ifPresent(Postgres::close);
    Folders.delete(folder);
  }
}
