package dev.latchkey.crypto.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class Base64UrlVectors implements VectorSource {
  @Override
  public String kind() {
    return "base64url";
  }

  @Override
  public Set<String> refusals() {
    return Set.of("format");
  }

  @Override
  public Answer answer(JsonNode in) {
    try {
      byte[] bytes = Base64Url.decode(in.required("text").textValue());
      return Answer.ok(Map.of("hex", HexFormat.of().formatHex(bytes)));
    } catch (FormatException e) {
      return Answer.refused("format");
    }
  }

  @Override
  public List<Vector> vectors() {
    return List.of(
        ok("empty", "no characters stand for no bytes", "", ""),
        ok("one-byte", "two characters for one byte", "Zg", "66"),
        ok("two-bytes", "three characters for two bytes", "Zm8", "666f"),
        ok("three-bytes", "four characters for three bytes", "Zm9v", "666f6f"),
        ok("alphabet", "the URL-safe alphabet", "--__", "fbefff"),
        ok("zero-bytes", "leading zero bytes are kept", "AAAA", "000000"),
        refused("padding", "padding", "Zg=="),
        refused("padding-short", "too little padding", "Zg="),
        refused("padding-only", "padding and nothing else", "="),
        refused("plus", "a character of the standard alphabet, 62", "++++"),
        refused("slash", "a character of the standard alphabet, 63", "////"),
        refused("newline-at-the-end", "a line end after the text", "Zm9v\n"),
        refused("space-inside", "a space", "Zm 9v"),
        refused("nul", "a zero character", "Zm9v\0"),
        refused("dot", "the separator of a JWS", "Zm9v."),
        refused("letter-beyond-ascii", "a letter beyond ASCII", "Zm9\u00e9"),
        refused("letter-whose-low-byte-fits", "U+0176, whose low byte is that of v", "Zm9\u0176"),
        refused("stray-bit-after-one-byte", "a non-zero unused bit after one byte", "Zh"),
        refused("stray-bit-after-two-bytes", "a non-zero unused bit after two bytes", "Zm9"),
        refused("stray-bits-after-all", "all unused bits set", "Zm9vY_"),
        refused("impossible-length-one", "one character stands for no byte", "A"),
        refused("impossible-length-five", "five characters stand for no bytes", "Zm9vY"));
  }

  private static Vector ok(String name, String why, String text, String hex) {
    return Vector.ok(name, why, Map.of("text", text), Map.of("hex", hex));
  }

  private static Vector refused(String name, String why, String text) {
    return Vector.refused(name, why, "format", Map.of("text", text));
  }
}
