package dev.latchkey.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.broker.config.DataFolder;
import dev.latchkey.broker.config.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The broker as a process of its own.
class MainTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  @Test
  void aBrokerSaysWhereItIsAndEndsWithZeroOnASignal() throws Exception {
    var process =
        start(
            Map.of(
                "LATCHKEY_LISTEN", "127.0.0.1:0",
                "LATCHKEY_MANAGEMENT_LISTEN", "127.0.0.1:0",
                "LATCHKEY_DATA_DIR", folder.resolve("data").toString()));
    try (var output = process.inputReader(UTF_8)) {
      assertThat(output.readLine()).isEqualTo("Latchkey is ready.");
      assertThat(output.readLine()).matches(" +page +http://localhost:[0-9]+");
      assertThat(output.readLine()).contains("SQLite in " + folder.resolve("data"));
      assertThat(output.readLine()).matches(" +management +http://127.0.0.1:[0-9]+/health/ready");

      process.destroy();

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aBrokerThatLogsJsonSaysEverythingInJson() throws Exception {
    var process =
        start(
            Map.of(
                "LATCHKEY_LISTEN", "127.0.0.1:0",
                "LATCHKEY_MANAGEMENT_LISTEN", "127.0.0.1:0",
                "LATCHKEY_STORE", "memory:",
                "LATCHKEY_PORT_8080_TCP", "tcp://10.0.0.1:8080",
                "LATCHKEY_LOG_FORMAT", "json"));
    try (var errors = process.errorReader(UTF_8)) {
      var warning = JSON.readTree(errors.readLine());
      var started = JSON.readTree(errors.readLine());
      // By its handle: the process itself would close the streams with what is still in them.
      process.toHandle().destroy();

      assertThat(warning.get("level").asText()).isEqualTo("WARN");
      assertThat(warning.get("message").asText())
          .startsWith("LATCHKEY_PORT_8080_TCP is no setting");
      assertThat(started.get("level").asText()).isEqualTo("INFO");
      assertThat(started.get("message").asText())
          .matches("Latchkey is ready. page http://localhost:[0-9]+ store in memory: .*");
      assertThat(Instant.parse(started.get("time").asText()))
          .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(errors.lines()).isEmpty();
      assertThat(process.getInputStream().readAllBytes()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aBrokerForTheNetworkSpeaksHttpsAndShowsItsFingerprint() throws Exception {
    int port = 20_000 + ThreadLocalRandom.current().nextInt(10_000);
    var process =
        start(
            Map.of(
                "LATCHKEY_LISTEN",
                "127.0.0.1:" + port,
                "LATCHKEY_MANAGEMENT_LISTEN",
                "127.0.0.1:0",
                "LATCHKEY_STORE",
                "memory:",
                "LATCHKEY_DATA_DIR",
                folder.resolve("data").toString()),
            "serve",
            "--lan");
    try (var output = process.inputReader(UTF_8)) {
      assertThat(output.readLine()).isEqualTo("Latchkey is ready.");
      assertThat(output.readLine()).matches(" +page +https://.*:" + port);
      var greeting =
          output
              .lines()
              .takeWhile(line -> !line.contains("falls back"))
              .collect(Collectors.joining("\n"));
      var files =
          new TlsFiles(
              folder.resolve("data/lan-certificate.pem"), folder.resolve("data/lan-key.pem"));
      var made = files.read(Instant.now()).certificate();
      var hash = MessageDigest.getInstance("SHA-256").digest(made.getEncoded());
      var fingerprint = HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
      assertThat(greeting).contains(fingerprint.substring(0, 47), fingerprint.substring(48), "▀");
      try (var client = TestCertificate.trusting(made)) {
        var answer =
            client.send(
                HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + port + "/.well-known/latchkey"))
                    .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("https://");
      }
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aPortInUseIsOneSentenceAndExitCodeOne() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(
          Map.of("LATCHKEY_LISTEN", "127.0.0.1:" + taken.getLocalPort()),
          "listen: cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void aDataFolderOfAnotherBrokerIsOneSentenceAndExitCodeOne() throws Exception {
    try (var _ = DataFolder.hold(folder)) {
      assertRefused(
          Map.of("LATCHKEY_LISTEN", "127.0.0.1:0", "LATCHKEY_DATA_DIR", folder.toString()),
          "data-dir: another broker uses " + folder);
    }
  }

  @Test
  void aDataFolderThatIsAFileIsOneSentenceAndExitCodeThree() throws Exception {
    var file = folder.resolve("file");
    Files.writeString(file, "");

    assertRefused(
        3,
        Map.of("LATCHKEY_LISTEN", "127.0.0.1:0", "LATCHKEY_DATA_DIR", file.toString()),
        "data-dir: cannot read and write in " + file);
  }

  @Test
  void aSettingThatCannotBeMeantIsOneSentenceAndExitCodeThree() throws Exception {
    assertRefused(3, Map.of("LATCHKEY_STORE", "postgres://x"), "store: want postgres://user");
  }

  @Test
  void aCommandThatThereIsNotIsOneSentenceAndExitCodeTwo() throws Exception {
    assertRefused(2, Map.of(), "Unmatched argument", "start");
  }

  @Test
  void aLedgerIsVerifiedWithoutSettingsAndWithoutABroker() throws Exception {
    var file = folder.resolve("ledger.jsonl");
    Files.writeString(file, "");
    var process =
        start(Map.of("LATCHKEY_STORE", "postgres://x"), "ledger", "verify", file.toString());
    try {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(process.getInputStream().readAllBytes())
          .asString(UTF_8)
          .startsWith("broken: there is nothing in the file");
    } finally {
      process.destroyForcibly();
    }
  }

  private void assertRefused(Map<String, String> environment, String sentence) throws Exception {
    assertRefused(1, environment, sentence);
  }

  private void assertRefused(
      int code, Map<String, String> environment, String sentence, String... arguments)
      throws Exception {
    var process = start(environment, arguments);
    try {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      var error = new String(process.getErrorStream().readAllBytes(), UTF_8);
      assertThat(process.exitValue()).isEqualTo(code);
      assertThat(error).startsWith("latchkey: ").contains(sentence);
      assertThat(error.lines()).hasSize(1);
      assertThat(process.getInputStream().readAllBytes()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            new ArrayList<>(
                List.of(
                    java,
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    // Not the one of the tests, which says less.
                    "-Djava.util.logging.config.file="
                        + MainTest.class.getResource("/logging.properties").getPath(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.latchkey.broker.Main")));
    builder.command().addAll(List.of(arguments));
    builder.environment().keySet().removeIf(name -> name.startsWith("LATCHKEY_"));
    builder.environment().putAll(environment);
    builder.directory(folder.toFile());
    return builder.start();
  }
}
