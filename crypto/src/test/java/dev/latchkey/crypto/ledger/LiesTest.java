package dev.latchkey.crypto.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.crypto.ledger.Lies.Lie;
import dev.latchkey.crypto.ledger.Verdict.Broken;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the vectors show, straight from where they are made.
class LiesTest {
  private static final JsonMapper JSON = new JsonMapper();

  static List<Lie> lies() {
    return Lies.about(SampleExport.pair());
  }

  static List<Vector> entries() {
    return new EntryVectors().vectors();
  }

  static List<Vector> details() {
    return new DetailsVectors().vectors();
  }

  @ParameterizedTest
  @MethodSource("lies")
  void everyLieAboutAnExportIsNamed(Lie lie) {
    var policy =
        Stream.of(SampleExport.POLICY).filter(_ -> lie.demanding()).map(WitnessPolicy::parse);

    var verdict = LedgerVerifier.verify(lie.lines().iterator(), policy.findFirst());

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Broken.class,
            broken -> {
              assertThat(broken.code()).isEqualTo(lie.code());
              assertThat(broken.index()).isEqualTo(lie.index());
              assertThat(broken.message()).isNotEmpty();
            });
  }

  @ParameterizedTest
  @MethodSource("entries")
  void anEntryIsReadOrRefused(Vector vector) {
    assertAnswer(new EntryVectors(), vector);
  }

  @ParameterizedTest
  @MethodSource("details")
  void detailsAreReadOrRefused(Vector vector) {
    assertAnswer(new DetailsVectors(), vector);
  }

  private static void assertAnswer(VectorSource source, Vector vector) {
    assertThat(source.answer(JSON.valueToTree(vector.in())).expect())
        .isEqualTo(vector.answer().expect());
  }
}
