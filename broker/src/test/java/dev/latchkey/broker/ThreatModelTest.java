package dev.latchkey.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// threat-model.md names a test for what it claims: for every attack, goal and rule, and each of
/// them has to exist.
class ThreatModelTest {
  private static final Path ROOT = Path.of(System.getProperty("latchkey.root"));
  private static final Pattern JAVA =
      Pattern.compile("`([A-Z]\\w+(?:Test|Properties))(?:\\.(\\w+))?`");
  private static final Pattern TYPESCRIPT =
      Pattern.compile("`([\\w/]+\\.(?:test|e2e)\\.ts)`(?: \"([^\"]+)\")?");

  private final String text = read(ROOT.resolve("threat-model.md"));

  @Test
  void everyJavaTestThatIsNamedExists() {
    var sources = sources(".java", "crypto/src/test/java", "broker/src/test/java");
    var named = named(JAVA);
    assertThat(named).isNotEmpty();
    assertThat(named)
        .allSatisfy(
            test -> {
              var source = sources.get(test.group(1) + ".java");
              assertThat(source).as(test.group()).isNotNull();
              if (test.group(2) != null) {
                assertThat(source)
                    .as(test.group())
                    .containsPattern(" (void|ArchRule) " + test.group(2) + "\\b");
              }
            });
  }

  @Test
  void everyTypeScriptTestThatIsNamedExists() {
    var sources = sources(".ts", "client-js/test", "client-js/e2e");
    var named = named(TYPESCRIPT);
    assertThat(named).isNotEmpty();
    assertThat(named)
        .allSatisfy(
            test -> {
              var source = sources.get(test.group(1));
              assertThat(source).as(test.group()).isNotNull();
              if (test.group(2) != null) {
                assertThat(source).as(test.group()).contains(test.group(2));
              }
            });
  }

  @Test
  void everyAttackHasItsTest() {
    var attacks = rows("8");
    assertThat(attacks).extracting(List::getFirst).containsExactly(ids("A", 42));
    assertThat(attacks)
        .allSatisfy(
            cells -> {
              assertThat(cells).hasSize(6).doesNotContain("");
              assertThat(cells.get(2)).doesNotContain("*open*");
              assertThat(namesATest(cells.get(4))).isTrue();
            });
  }

  @Test
  void everyGoalAndEveryRuleHasItsTest() {
    assertThat(rows("6")).isNotEmpty().allMatch(cells -> namesATest(cells.getLast()));
    assertThat(rows("14")).isNotEmpty().allMatch(cells -> namesATest(cells.getLast()));
  }

  @Test
  void everyFaultHasItsRow() {
    assertThat(rows("10")).extracting(List::getFirst).contains(ids("F", 20));
  }

  private static boolean namesATest(String cell) {
    return JAVA.matcher(cell).find() || TYPESCRIPT.matcher(cell).find();
  }

  private static String[] ids(String letter, int last) {
    return IntStream.rangeClosed(1, last)
        .mapToObj(number -> "%s%02d".formatted(letter, number))
        .toArray(String[]::new);
  }

  /// The cells of the rows of all tables of a chapter, without their heads.
  private List<List<String>> rows(String chapter) {
    int begin = text.indexOf("\n## " + chapter + ". ");
    var lines = text.substring(begin, text.indexOf("\n## ", begin + 1) + 1).lines().toList();
    return IntStream.range(0, lines.size() - 1)
        .filter(at -> lines.get(at).startsWith("| "))
        .filter(at -> !lines.get(at + 1).startsWith("|--"))
        .mapToObj(at -> lines.get(at).substring(2, lines.get(at).length() - 2).split(" \\| ", -1))
        .map(List::of)
        .toList();
  }

  private List<MatchResult> named(Pattern pattern) {
    return pattern.matcher(text).results().toList();
  }

  /// By file name; files of one name are taken together.
  private static Map<String, String> sources(String ending, String... folders) {
    return Stream.of(folders)
        .flatMap(folder -> files(ROOT.resolve(folder)))
        .filter(file -> file.toString().endsWith(ending))
        .collect(
            Collectors.toMap(
                file -> file.getFileName().toString(), ThreatModelTest::read, String::concat));
  }

  private static Stream<Path> files(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
