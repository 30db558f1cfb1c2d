package dev.latchkey.broker.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The program in `.ci/go-verifier`, built with what Debian packages of Go there are.
final class GoVerifier {
  private static final Path PACKAGES = Path.of("/usr/share/gocode");

  private final Path program;

  private GoVerifier(Path program) {
    this.program = program;
  }

  /// What the program said, and whether it accepts the file.
  record Opinion(boolean accepts, String said) {}

  /// Built into that folder. Where Go or its module is absent, the test is skipped with a line that
  /// says so; on CI that is a failure.
  static GoVerifier build(Path folder) throws IOException, InterruptedException {
    if (Files.notExists(PACKAGES.resolve("src/golang.org/x/mod/sumdb")) || !isOnPath("go")) {
      String absent =
          "NOT TESTED: Go is absent (apt-get install golang-go golang-golang-x-mod-dev)";
      if (System.getenv("CI") != null) {
        throw new AssertionError(absent);
      }
      System.err.println(absent);
      Assumptions.abort(absent);
    }
    var program = folder.resolve("go-verifier").toAbsolutePath();
    var source = Path.of(System.getProperty("latchkey.root"), ".ci", "go-verifier");
    var built =
        run(
            source,
            List.of("go", "build", "-o", program.toString(), "."),
            Map.of(
                "GO111MODULE",
                "off",
                "GOTOOLCHAIN",
                "local",
                "GOPATH",
                PACKAGES.toString(),
                "GOCACHE",
                folder.resolve("cache").toAbsolutePath().toString()));
    if (!built.accepts()) {
      throw new AssertionError(built.said());
    }
    return new GoVerifier(program);
  }

  Opinion read(Path file) throws IOException, InterruptedException {
    return run(file.getParent(), List.of(program.toString(), file.toString()), Map.of());
  }

  private static boolean isOnPath(String command) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  private static Opinion run(Path in, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    var process = builder.start();
    try (var output = process.getInputStream()) {
      var said = new String(output.readAllBytes(), UTF_8);
      return new Opinion(process.waitFor() == 0, said.strip());
    }
  }
}
