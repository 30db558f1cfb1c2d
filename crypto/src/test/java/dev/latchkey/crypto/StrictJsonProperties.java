package dev.latchkey.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

class StrictJsonProperties {
  @Property
  void whatIsWrittenIsRead(
      @ForAll("wellFormed") String text,
      @ForAll @LongRange(max = (1L << 53) - 1) long number,
      @ForAll boolean flag) {
    byte[] json = StrictJson.write(Map.of("text", text, "number", number, "flag", flag));

    var object = StrictJson.parse(json, 1);

    assertThat(object.string("text")).isEqualTo(text);
    assertThat(object.integer("number")).isEqualTo(number);
    assertThat(object.flag("flag")).isEqualTo(flag);
  }

  @Property
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    readsOrRefuses(bytes);
  }

  @Property
  @StatisticsReport(StatisticsReportMode.OFF)
  void anyTextOfJsonTokensIsReadOrRefused(@ForAll("tokens") String text) {
    Statistics.collect(readsOrRefuses(text.getBytes(UTF_8)));
    Statistics.coverage(
        seen -> {
          seen.check(true).count(n -> n > 0);
          seen.check(false).count(n -> n > 0);
        });
  }

  @Property
  void everyNumberIsPlainOrRefused(@ForAll("numbers") String number) {
    boolean plain =
        number.matches("0|[1-9][0-9]{0,15}") && Long.parseLong(number) < 9_007_199_254_740_992L;

    assertThat(readsOrRefuses(("{\"a\":" + number + "}").getBytes(UTF_8))).isEqualTo(plain);
  }

  @Provide
  Arbitrary<String> wellFormed() {
    return Arbitraries.strings().filter(text -> UTF_8.newEncoder().canEncode(text));
  }

  @Provide
  Arbitrary<String> tokens() {
    var token =
        Arbitraries.of("{", "}", "[", "]", ":", ",", "\"a\"", "\"b\"", "{\"a\":", "1", "null", " ");
    return token.list().ofMaxSize(8).map(tokens -> "{" + String.join("", tokens) + "}");
  }

  @Provide
  Arbitrary<String> numbers() {
    return Arbitraries.strings().withCharRange('0', '9').withChars("-+.eE").ofMaxLength(80);
  }

  private static boolean readsOrRefuses(byte[] utf8) {
    try {
      StrictJson.parse(utf8, StrictJson.MAX_DEPTH);
      return true;
    } catch (FormatException e) {
      return false;
    }
  }
}
