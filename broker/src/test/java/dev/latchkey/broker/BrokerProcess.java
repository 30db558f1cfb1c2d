package dev.latchkey.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A broker as a process of its own, on free ports unless the settings say others.
public final class BrokerProcess implements AutoCloseable {
  private static final String LOGGING =
      """
      handlers = java.util.logging.ConsoleHandler
      java.util.logging.ConsoleHandler.level = ALL
      .level = %s
      """;

  private static final String ANY_PORT = "127.0.0.1:0";

  private final Process process;
  private final Path log;
  private final String origin;
  private final URI base;
  private final URI management;

  private BrokerProcess(Process process, Path log, String listen) throws IOException {
    this.process = process;
    this.log = log;
    // Not closed: the broker must be able to go on writing.
    var output = process.inputReader(UTF_8);
    if (output.readLine() == null) {
      throw new IOException("the broker does not start: " + Files.readString(log));
    }
    this.origin = output.readLine().replaceFirst(" *page +", "");
    this.base =
        URI.create(
            listen.equals(ANY_PORT)
                ? origin.replaceFirst("http://localhost", "http://127.0.0.1")
                : "http://" + listen);
    output.readLine();
    this.management = URI.create(output.readLine().replaceFirst(" *management +", "")).resolve("/");
  }

  /// One whose loggers are all at their most talkative.
  ///
  /// @param folder gets the log; the broker's data is in `data`
  static BrokerProcess start(Path folder, Map<String, String> settings) throws IOException {
    return start(List.of(), folder, "ALL", settings);
  }

  /// @param runner a command that runs the one behind it
  /// @param level of its loggers
  public static BrokerProcess start(
      List<String> runner, Path folder, String level, Map<String, String> settings)
      throws IOException {
    var logging = Files.writeString(folder.resolve("logging.properties"), LOGGING.formatted(level));
    var log = folder.resolve("log");
    var command = new ArrayList<>(runner);
    command.addAll(
        List.of(
            jdk("java"),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.logging.config.file=" + logging,
            "-cp",
            System.getProperty("java.class.path"),
            "dev.latchkey.broker.Main"));
    var builder = new ProcessBuilder(command);
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("LATCHKEY_"));
    environment.put("LATCHKEY_LISTEN", ANY_PORT);
    environment.put("LATCHKEY_MANAGEMENT_LISTEN", "127.0.0.1:0");
    environment.put("LATCHKEY_DATA_DIR", folder.resolve("data").toString());
    environment.putAll(settings);
    return new BrokerProcess(
        builder.redirectError(log.toFile()).start(), log, environment.get("LATCHKEY_LISTEN"));
  }

  String origin() {
    return origin;
  }

  URI base() {
    return base;
  }

  URI management() {
    return management;
  }

  /// What the broker has on its heap, with what nothing refers to any more.
  byte[] heap(Path folder) throws IOException, InterruptedException {
    var dump = folder.resolve("heap.hprof");
    var jcmd =
        new ProcessBuilder(
                jdk("jcmd"), Long.toString(process.pid()), "GC.heap_dump", "-all", dump.toString())
            .inheritIO()
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    if (jcmd.start().waitFor() != 0) {
      throw new IOException("no heap dump");
    }
    return Files.readAllBytes(dump);
  }

  /// What it has logged until now.
  public byte[] log() throws IOException {
    return Files.readAllBytes(log);
  }

  /// As a machine that loses its power.
  public void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  /// It keeps its connections and says nothing more.
  public void pause() {
    Signal.STOP.send(process.toHandle());
  }

  public void resume() {
    Signal.CONT.send(process.toHandle());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String jdk(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }
}
