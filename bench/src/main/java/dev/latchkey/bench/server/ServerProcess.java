package dev.latchkey.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server that runs, on one core, and what the system says of it.
public final class ServerProcess {
  // Empty: wherever the system puts it.
  private static final String CORE = System.getProperty("bench.server-core", "");
  private static final long MICROS_PER_TICK = 10_000;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;

  private final Process process;
  private final InetSocketAddress address;
  private final long startedAt;

  private ServerProcess(Process process, InetSocketAddress address, long startedAt) {
    this.process = process;
    this.address = address;
    this.startedAt = startedAt;
  }

  /// Starts the server and waits until it takes connections.
  static ServerProcess start(Launch launch, int port) {
    var command = new ArrayList<String>();
    if (!CORE.isEmpty()) {
      command.addAll(List.of("taskset", "-c", CORE));
    }
    command.addAll(launch.command());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(launch.folder().resolve("log").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LATCHKEY_"));
    builder.environment().putAll(launch.environment());
    try {
      long now = System.nanoTime();
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      var server = new ServerProcess(builder.start(), address, now);
      server.awaitListening(launch.folder().resolve("log"));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitListening(Path log) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!isListening()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        stop();
        throw new IllegalStateException("the server does not start: " + Files.readString(log));
      }
      sleep(2);
    }
  }

  private boolean isListening() {
    try (var socket = new Socket()) {
      socket.connect(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public InetSocketAddress address() {
    return address;
  }

  /// When it was started, as [System#nanoTime].
  public long startedAt() {
    return startedAt;
  }

  public long pid() {
    return process.pid();
  }

  /// Time on the processor until now, of all its threads.
  public long cpuMicros() {
    return cpuMicros(process.pid());
  }

  /// The same of it and of all processes that it has started.
  long cpuMicrosOfAll() {
    return cpuMicros() + process.descendants().mapToLong(it -> cpuMicros(it.pid())).sum();
  }

  private static long cpuMicros(long pid) {
    var stat = read(pid, "stat");
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return MICROS_PER_TICK
        * (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]));
  }

  /// Memory that it occupies.
  public long residentBytes() {
    return read(process.pid(), "status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// At once, as `kill -9`.
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  void stop() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
