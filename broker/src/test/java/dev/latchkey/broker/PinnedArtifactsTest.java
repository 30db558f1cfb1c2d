package dev.latchkey.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `.mvn/artifacts.sha256` names the checksum of every jar that this build uses: libraries, plugins
/// and what plugins need. `.ci/pin` writes it anew.
class PinnedArtifactsTest {
  private static final Path REPOSITORY = Path.of(System.getProperty("localRepository"));
  private static final Path PINS =
      Path.of(System.getProperty("latchkey.root"), ".mvn", "artifacts.sha256");

  private final Map<String, String> pins = pins();

  @Test
  void everyArtifactIsTheOneThatWasPinned() {
    assertThat(pins).isNotEmpty();
    var found = new TreeMap<>(pins);
    found.keySet().removeIf(path -> !Files.exists(REPOSITORY.resolve(path)));
    found.replaceAll((path, _) -> sha256(REPOSITORY.resolve(path)));
    System.out.printf("%d of %d pinned artifacts are in use%n", found.size(), pins.size());

    assertThat(pins).containsAllEntriesOf(found);
  }

  @Test
  void everyLibraryIsPinned() {
    assertThat(libraries()).isNotEmpty();
    assertThat(pins.keySet()).containsAll(libraries());
  }

  /// What this test runs with, which is what the broker runs with and more.
  private static List<String> libraries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> path.startsWith(REPOSITORY))
        .map(path -> REPOSITORY.relativize(path).toString().replace(File.separatorChar, '/'))
        .toList();
  }

  private static Map<String, String> pins() {
    var pins = new TreeMap<String, String>();
    for (var line : lines()) {
      var parts = line.split("  ", 2);
      pins.put(parts[1], parts[0]);
    }
    return pins;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(PINS, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(Path file) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
