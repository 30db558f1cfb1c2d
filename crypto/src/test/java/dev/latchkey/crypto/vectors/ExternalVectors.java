package dev.latchkey.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// Vectors of public suites, which lie beside the project and not in it.
public final class ExternalVectors {
  private ExternalVectors() {}

  /// The JSON file at that path below the folder. Where the file is absent the test is skipped with
  /// a line that names it; on CI that is a failure.
  public static JsonNode json(String path) throws IOException {
    return new JsonMapper().readTree(file(path).toFile());
  }

  /// The bytes of the file at that path; where it is absent, as [#json].
  public static byte[] bytes(String path) throws IOException {
    return Files.readAllBytes(file(path));
  }

  /// The paths of all files anywhere below that one whose names end so, in order; where there is no
  /// such folder, as [#json].
  public static List<String> files(String folder, String ending) throws IOException {
    Path root = file("");
    try (var paths = Files.walk(file(folder))) {
      return paths
          .filter(path -> Files.isRegularFile(path) && path.toString().endsWith(ending))
          .map(path -> root.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  /// Says how many cases of a suite ran, and which did not and why. None at all is a failure.
  public static void ran(String suite, int cases, String others) {
    assertThat(cases).as(suite).isPositive();
    System.out.println(suite + ": " + cases + " cases ran; " + others);
  }

  /// All cases of a suite ran.
  public static void ran(String suite, int cases) {
    ran(suite, cases, "that is all");
  }

  private static Path file(String path) {
    Path file = Path.of(System.getProperty("latchkey.vectors"), path);
    if (Files.notExists(file)) {
      String absent = "NOT TESTED: public vectors " + path + " are absent";
      if (System.getenv("CI") != null) {
        throw new AssertionError(absent);
      }
      System.err.println(absent);
      Assumptions.abort(absent);
    }
    return file;
  }
}
