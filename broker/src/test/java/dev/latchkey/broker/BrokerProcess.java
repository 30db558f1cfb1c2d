package dev.latchkey.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A broker as a process of its own, on free ports, with every logger at its most talkative.
final class BrokerProcess implements AutoCloseable {
  private static final String LOGGING =
      """
      handlers = java.util.logging.ConsoleHandler
      java.util.logging.ConsoleHandler.level = ALL
      .level = ALL
      """;

  private final Process process;
  private final Path log;
  private final URI base;
  private final URI management;

  private BrokerProcess(Process process, Path log) throws IOException {
    this.process = process;
    this.log = log;
    // Not closed: the broker must be able to go on writing.
    var output = process.inputReader(UTF_8);
    output.readLine();
    this.base =
        URI.create(output.readLine().replaceFirst(".* http://localhost", "http://127.0.0.1"));
    output.readLine();
    this.management = URI.create(output.readLine().replaceFirst(" *management +", "")).resolve("/");
  }

  /// @param folder gets the log; the broker's data is in `data`
  static BrokerProcess start(Path folder, Map<String, String> settings) throws IOException {
    var logging = Files.writeString(folder.resolve("logging.properties"), LOGGING);
    var log = folder.resolve("log");
    var builder =
        new ProcessBuilder(
            List.of(
                jdk("java"),
                "-Xmx48m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.config.file=" + logging,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.latchkey.broker.Main"));
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("LATCHKEY_"));
    environment.put("LATCHKEY_LISTEN", "127.0.0.1:0");
    environment.put("LATCHKEY_MANAGEMENT_LISTEN", "127.0.0.1:0");
    environment.put("LATCHKEY_DATA_DIR", folder.resolve("data").toString());
    environment.putAll(settings);
    return new BrokerProcess(builder.redirectError(log.toFile()).start(), log);
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

  byte[] log() throws IOException {
    return Files.readAllBytes(log);
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
