package dev.latchkey.crypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

public final class JsonVectors implements VectorSource {
  @Override
  public String kind() {
    return "json";
  }

  @Override
  public Set<String> refusals() {
    return Set.of("format");
  }

  @Override
  public Answer answer(JsonNode in) {
    try {
      byte[] utf8 = Base64Url.decode(in.required("utf8").textValue());
      return Answer.ok(Map.of("value", plain(StrictJson.parse(utf8, StrictJson.MAX_DEPTH))));
    } catch (FormatException e) {
      return Answer.refused("format");
    }
  }

  @Override
  public List<Vector> vectors() {
    return List.of(
        ok("empty-object", "an object without members", "{}", Map.of()),
        ok("string", "a string", "{\"a\":\"b\"}", Map.of("a", "b")),
        ok(
            "escapes",
            "every short escape",
            "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
            Map.of("a", "\"\\/\b\f\n\r\t")),
        ok(
            "unicode-escape",
            "a letter written as an escape",
            "{\"\\u0061\":\"\\u00E9\"}",
            Map.of("a", "\u00e9")),
        ok(
            "surrogate-pair",
            "a pair of escaped surrogates",
            "{\"a\":\"\\ud83d\\ude00\"}",
            Map.of("a", "\ud83d\ude00")),
        ok(
            "white-space",
            "white space wherever it may stand",
            " {\t\"a\" :\n[ 1 ,\r2 ] } ",
            Map.of("a", List.of(1, 2))),
        ok(
            "words",
            "true, false and null",
            "{\"a\":[true,false,null]}",
            Map.of("a", Arrays.asList(true, false, null))),
        ok(
            "prototype-name",
            "a name that means something in JavaScript",
            "{\"__proto__\":1}",
            Map.of("__proto__", 1)),
        ok("zero", "the smallest number", "{\"a\":0}", Map.of("a", 0)),
        ok(
            "largest-integer",
            "2^53 - 1",
            "{\"a\":9007199254740991}",
            Map.of("a", 9007199254740991L)),
        ok(
            "depth-8",
            "eight levels",
            nested(8),
            Map.of("a", List.of(List.of(List.of(List.of(List.of(List.of(List.of())))))))),
        refused("depth-9", "nine levels", nested(9)),
        refused("depth-2000", "two thousand levels", nested(2000)),
        refused("integer-too-large", "2^53", "{\"a\":9007199254740992}"),
        refused("integer-of-17-digits", "an integer of 17 digits", "{\"a\":10000000000000000}"),
        refused(
            "integer-huge", "an integer that fits no machine word", "{\"a\":18446744073709551617}"),
        refused("negative", "a negative integer", "{\"a\":-1}"),
        refused("negative-zero", "minus zero", "{\"a\":-0}"),
        refused("fraction", "a fraction", "{\"a\":1.5}"),
        refused("fraction-zero", "an integer written as a fraction", "{\"a\":1.0}"),
        refused("exponent", "an integer written with an exponent", "{\"a\":1e3}"),
        refused("exponent-huge", "an exponent that would explode", "{\"a\":1e999999999}"),
        refused("leading-zero", "a leading zero", "{\"a\":01}"),
        refused("plus-sign", "a plus sign", "{\"a\":+1}"),
        refused("hexadecimal", "a hexadecimal number", "{\"a\":0x1}"),
        refused("not-a-number", "NaN", "{\"a\":NaN}"),
        refused("duplicate-name", "one name twice", "{\"a\":1,\"a\":1}"),
        refused(
            "duplicate-name-escaped", "one name twice, once escaped", "{\"a\":1,\"\\u0061\":1}"),
        refused(
            "duplicate-name-nested",
            "one name twice, two levels down",
            "{\"a\":[{\"b\":1,\"b\":1}]}"),
        refused("byte-order-mark", "a byte order mark", "\ufeff{}"),
        refused("overlong", "a slash in an overlong form", bytes("{\"a\":\"\u00c0\u00af\"}")),
        refused("invalid-utf8", "a byte that UTF-8 does not have", bytes("{\"a\":\"\u00ff\"}")),
        refused("cut-utf8", "a character that is cut off", bytes("{\"a\":\"\u00e2\u0082\"}")),
        refused(
            "surrogate-utf8",
            "a surrogate as three bytes",
            bytes("{\"a\":\"\u00ed\u00a0\u0080\"}")),
        refused(
            "lone-surrogate", "an escaped surrogate without its other half", "{\"a\":\"\\ud83d\"}"),
        refused("lone-surrogate-in-name", "the same in a name", "{\"\\ude00\":1}"),
        refused("utf16", "UTF-16", "{}".getBytes(UTF_16BE)),
        refused("control-character", "a bare control character in a string", "{\"a\":\"\u0001\"}"),
        refused("unknown-escape", "an escape that JSON does not have", "{\"a\":\"\\x\"}"),
        refused("single-quotes", "single quotes", "{'a':1}"),
        refused("bare-name", "a name without quotes", "{a:1}"),
        refused("comment", "a comment", "{/**/}"),
        refused("trailing-comma", "a comma before the closing bracket", "{\"a\":1,}"),
        refused("missing-comma", "no comma between members", "{\"a\":1 \"b\":2}"),
        refused("capital-word", "True", "{\"a\":True}"),
        refused("form-feed", "white space that JSON does not have", "\f{}"),
        refused("trailing-nul", "a zero byte after the object", "{}\0"),
        refused("trailing-object", "a second object", "{}{}"),
        refused("unclosed", "no closing bracket", "{\"a\":1"),
        refused("array", "an array instead of an object", "[]"),
        refused("bare-string", "a string instead of an object", "\"a\""),
        refused("nothing", "no text at all", ""));
  }

  private static String nested(int levels) {
    return "{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
  }

  /// One byte for each character.
  private static byte[] bytes(String latin1) {
    return latin1.getBytes(ISO_8859_1);
  }

  private static Vector ok(String name, String why, String json, Map<String, ?> value) {
    return Vector.ok(name, why, in(json.getBytes(UTF_8)), Map.of("value", value));
  }

  private static Vector refused(String name, String why, String json) {
    return refused(name, why, json.getBytes(UTF_8));
  }

  private static Vector refused(String name, String why, byte[] utf8) {
    return Vector.refused(name, why, "format", in(utf8));
  }

  private static Map<String, ?> in(byte[] utf8) {
    return Map.of("utf8", Base64Url.encode(utf8));
  }

  static Map<String, @Nullable Object> plain(JsonObject object) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    object.members().forEach((name, value) -> members.put(name, plain(value)));
    return members;
  }

  private static List<@Nullable Object> plain(List<JsonValue> values) {
    var items = new ArrayList<@Nullable Object>();
    values.forEach(value -> items.add(plain(value)));
    return items;
  }

  private static @Nullable Object plain(JsonValue value) {
    return switch (value) {
      case JsonValue.Text(String text) -> text;
      case JsonValue.Whole(long number) -> number;
      case JsonValue.Flag(boolean flag) -> flag;
      case JsonValue.Null() -> null;
      case JsonValue.Items(List<JsonValue> values) -> plain(values);
      case JsonValue.Members(JsonObject object) -> plain(object);
    };
  }
}
