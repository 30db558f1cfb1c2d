package dev.latchkey.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorsTest {
  static List<VectorSource> sources() {
    return VectorSources.ALL;
  }

  @TestFactory
  Stream<DynamicTest> theCodeAnswersAsTheFileSays() {
    return sources().stream()
        .flatMap(
            source ->
                VectorFile.loadAll(source).stream()
                    .map(
                        file ->
                            dynamicTest(
                                file.kind() + "/" + file.name() + ": " + file.why(),
                                () -> assertAnswer(source, file))));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void theFilesAreTheOnesThatTheSourceMakes(VectorSource source) throws IOException {
    var made = new TreeMap<String, String>();
    for (var vector : source.vectors()) {
      var earlier =
          made.put(
              VectorFile.fileName(vector), new String(VectorFile.render(source.kind(), vector)));
      assertThat(earlier).as("two vectors named %s", vector.name()).isNull();
    }

    assertThat(filesOf(source)).isEqualTo(made);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void everyRefusalAndEverySuccessIsShown(VectorSource source) {
    var shown = source.vectors().stream().map(vector -> vector.answer().expect()).distinct();

    assertThat(shown).contains("ok").containsAll(source.refusals());
  }

  @Test
  void everyFolderHasASource() throws IOException {
    try (var paths = Files.list(VectorFile.root())) {
      assertThat(paths.filter(Files::isDirectory).map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(sources().stream().map(VectorSource::kind).toList());
    }
  }

  private static void assertAnswer(VectorSource source, VectorFile file) {
    var answer = source.answer(file.in());

    assertThat(answer.expect()).isEqualTo(file.expect());
    if (answer.isOk()) {
      assertThat(VectorFile.tree(answer.out())).isEqualTo(file.out());
    }
  }

  private static TreeMap<String, String> filesOf(VectorSource source) throws IOException {
    var found = new TreeMap<String, String>();
    try (var paths = Files.list(VectorFile.root().resolve(source.kind()))) {
      for (Path path : paths.toList()) {
        found.put(path.getFileName().toString(), Files.readString(path));
      }
    }
    return found;
  }
}
