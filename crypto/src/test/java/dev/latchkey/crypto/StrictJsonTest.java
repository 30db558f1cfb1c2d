package dev.latchkey.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  /// The outermost object is level 1.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                      | 1
          {"a":{}}                | 2
          {"a":[]}                | 2
          {"a":[{}]}              | 3
          {"a":[[]]}              | 3
          {"a":{"b":{"c":[{}]}}}  | 5
          """)
  void levelsAreCountedThroughObjectsAndLists(String json, int levels) {
    assertThat(parse(json, levels).names()).hasSizeLessThanOrEqualTo(1);

    assertRefused("want at most " + (levels - 1) + " levels", json, levels - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udfff", "\\udc00\\ud800", "\\ud800a", "\\ud83d\\ud83d"})
  void anUnpairedSurrogateIsRefused(String escaped) {
    for (var json : List.of("{\"%s\":1}", "{\"a\":\"%s\"}", "{\"a\":[\"%s\"]}")) {
      assertThatExceptionOfType(FormatException.class)
          .as(json)
          .isThrownBy(() -> parse(json.formatted(escaped), 8));
    }
  }

  @Test
  void aPairOfSurrogatesIsOneCharacter() {
    assertThat(parse("{\"a\":\"\\ud83d\\ude00\"}", 8).string("a")).isEqualTo("😀");
  }

  @Test
  void aByteOrderMarkIsRefused() {
    assertRefused("want no byte order mark", "\uFEFF{}", 8);
    assertThat(parse("{\"\uFEFF\":true}", 8).flag("\uFEFF")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", "1", "\"a\"", "null"})
  void aTextWithoutAnObjectIsRefused(String text) {
    assertRefused("want a JSON object", text, 8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}{}", "{}[]", "{} 1"})
  void nothingStandsAfterTheObject(String text) {
    assertRefused("want nothing after the JSON object", text, 8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":1}", "{\"b\":[{\"a\":1,\"a\":2}]}"})
  void aNameStandsOnce(String json) {
    assertRefused("want no name twice", json, 8);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 9, 10, (1L << 53) - 1})
  void integersBelow2To53AreRead(long number) {
    assertThat(parse("{\"a\":" + number + "}", 8).integer("a")).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9007199254740992", "9999999999999999", "-1", "-0", "1.0", "1e0"})
  void otherNumbersAreRefused(String number) {
    assertRefused("want plain integers in [0, 2^53)", "{\"a\":" + number + "}", 8);
  }

  private static JsonObject parse(String json, int maxDepth) {
    return StrictJson.parse(json.getBytes(UTF_8), maxDepth);
  }

  private static void assertRefused(String wanted, String json, int maxDepth) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> parse(json, maxDepth))
        .withMessage(wanted);
  }
}
