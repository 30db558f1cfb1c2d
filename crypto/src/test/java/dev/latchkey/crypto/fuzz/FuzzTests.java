package dev.latchkey.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// The targets of one module, as tests of every build.
public final class FuzzTests {
  private FuzzTests() {}

  /// One test for each target, and one that no target in the module's test sources was left out.
  public static Stream<DynamicTest> of(String module, List<FuzzTarget> targets) {
    var complete =
        dynamicTest(
            "everyTargetIsListed",
            () ->
                assertThat(targets.stream().map(FuzzTests::name))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(sources(module)));
    return Stream.concat(
        Stream.of(complete),
        targets.stream().map(target -> dynamicTest(name(target), () -> run(target))));
  }

  private static void run(FuzzTarget target) {
    var seeds = target.seeds();
    assertThat(seeds).isNotEmpty();
    seeds.forEach(seed -> accept(target, seed));
    var mutants = new Mutants(seeds);
    for (int i = 0; i < target.mutants(); i++) {
      accept(target, mutants.next());
    }
    System.out.printf("%s: %d seeds, %d mutants%n", name(target), seeds.size(), target.mutants());
  }

  private static void accept(FuzzTarget target, byte[] input) {
    try {
      target.accept(input);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(name(target) + " of " + HexFormat.of().formatHex(input), e);
    }
  }

  private static String name(FuzzTarget target) {
    return target.getClass().getSimpleName();
  }

  private static List<String> sources(String module) {
    var root = Path.of(System.getProperty("latchkey.root"), module, "src", "test", "java");
    try (var files = Files.walk(root)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith("Target.java") && !file.equals("FuzzTarget.java"))
          .map(file -> file.replace(".java", ""))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
