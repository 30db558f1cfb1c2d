package dev.latchkey.broker;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/// A real Redis on a free port of this machine, that the test may treat badly.
public final class RedisServer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Path folder;
  private final int port;
  private final List<String> options;
  private Process process;

  private RedisServer(Path folder, int port, List<String> options) {
    this.folder = folder;
    this.port = port;
    this.options = options;
  }

  /// @param options of redis-server besides its address
  public static RedisServer start(Path folder, String... options) {
    Assumptions.assumeTrue(
        runs("redis-server", "--version"), "no redis-server: apt-get install redis-server");
    try {
      int port = FreePort.lasting();
      var server =
          new RedisServer(
              Files.createDirectories(folder.resolve("redis-" + port)), port, List.of(options));
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Six of them, three masters with a replica each, that are one cluster.
  public static List<RedisServer> startCluster(Path folder) {
    var nodes = new ArrayList<RedisServer>();
    for (int i = 0; i < 6; i++) {
      nodes.add(start(folder, "--cluster-enabled", "yes", "--cluster-node-timeout", "1000"));
    }
    var command = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
    nodes.forEach(node -> command.add("127.0.0.1:" + node.port));
    command.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
    if (!runs(command.toArray(String[]::new))) {
      throw new IllegalStateException("the nodes are no cluster");
    }
    for (var node : nodes) {
      while (!node.isInCluster()) {
        LockSupport.parkNanos(10_000_000);
      }
    }
    return nodes;
  }

  private boolean isInCluster() {
    return ask("CLUSTER", "INFO").contains("cluster_state:ok");
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /// Starts it, again after [#kill], without anything that it had, and waits until it answers.
  public void start() {
    var command =
        new ArrayList<>(
            List.of(
                "redis-server",
                "--port",
                "" + port,
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder.toString()));
    command.addAll(options);
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    while (!answers()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Lets it hang: it keeps its connections, and answers nothing.
  public void pause() {
    Signal.STOP.send(process.toHandle());
  }

  public void resume() {
    Signal.CONT.send(process.toHandle());
  }

  /// Sends a command without spaces in its words.
  public void command(String... words) {
    var _ = ask(words);
  }

  /// As [#command], with the text of the answer.
  public String ask(String... words) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      var text = String.join(" ", words) + "\r\nQUIT\r\n";
      socket.getOutputStream().write(text.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    try {
      return ask("PING").startsWith("+PONG");
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  static boolean runs(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
