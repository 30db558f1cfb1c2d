package dev.latchkey.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

class Base64UrlProperties {
  @Property
  void decodingUndoesEncoding(@ForAll byte[] bytes) {
    assertThat(Base64Url.decode(Base64Url.encode(bytes))).isEqualTo(bytes);
  }

  @Property
  @StatisticsReport(StatisticsReportMode.OFF)
  void whateverDecodesIsTheOneEncodingOfItsBytes(@ForAll("nearlyBase64Url") String text) {
    boolean accepted;
    try {
      assertThat(Base64Url.encode(Base64Url.decode(text))).isEqualTo(text);
      accepted = true;
    } catch (IllegalArgumentException e) {
      accepted = false;
    }
    Statistics.collect(accepted);
    Statistics.coverage(
        seen -> {
          seen.check(true).percentage(p -> p > 5);
          seen.check(false).percentage(p -> p > 5);
        });
  }

  @Provide
  Arbitrary<String> nearlyBase64Url() {
    return Arbitraries.strings()
        .withCharRange('A', 'Z')
        .withCharRange('a', 'z')
        .withCharRange('0', '9')
        .withChars('-', '_', '=')
        .ofMaxLength(12);
  }
}
