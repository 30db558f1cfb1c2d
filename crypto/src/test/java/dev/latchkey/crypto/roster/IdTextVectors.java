package dev.latchkey.crypto.roster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Fields;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

public final class IdTextVectors implements VectorSource {
  @Override
  public String kind() {
    return "id-text";
  }

  @Override
  public Set<String> refusals() {
    return Set.of("format");
  }

  @Override
  public Answer answer(JsonNode in) {
    try {
      return Answer.ok(Map.of("hex", HexFormat.of().formatHex(read(in))));
    } catch (FormatException e) {
      return Answer.refused("format");
    }
  }

  @Override
  public List<Vector> vectors() {
    var vectors = new ArrayList<Vector>();
    vectors.addAll(of("session", 20));
    vectors.addAll(of("member", 16));
    vectors.addAll(of("invite", 16));
    return vectors;
  }

  private static byte[] read(JsonNode in) {
    String text = Fields.text(in, "text");
    return switch (Fields.text(in, "of")) {
      case "session" -> new SessionId(text).raw();
      case "member" -> new MemberId(text).raw();
      case "invite" -> new InviteId(text).raw();
      default -> throw new IllegalStateException("of: want session, member or invite");
    };
  }

  private static List<Vector> of(String id, int size) {
    byte[] raw = SeededRandom.bytes(id, size);
    String text = Base64Url.encode(raw);
    String zeros = Base64Url.encode(new byte[size]);
    String allButLast = zeros.substring(0, zeros.length() - 1);
    return List.of(
        Vector.ok(
            id,
            "a canonical ID",
            Map.of("of", id, "text", text),
            Map.of("hex", HexFormat.of().formatHex(raw))),
        Vector.ok(
            id + "-zeros",
            "an ID of zero bytes",
            Map.of("of", id, "text", zeros),
            Map.of("hex", "00".repeat(size))),
        refused(id, "empty", "no text", ""),
        refused(id, "short", "a byte too little", Base64Url.encode(new byte[size - 1])),
        refused(id, "long", "a byte too much", Base64Url.encode(new byte[size + 1])),
        refused(id, "stray-bits", "a non-zero unused bit", allButLast + "B"),
        refused(id, "padding", "padding", zeros + "="),
        refused(
            id,
            "standard-alphabet",
            "a character of the standard alphabet",
            "+" + zeros.substring(1)),
        refused(id, "space", "a space before it", " " + text),
        refused(id, "newline", "a line end after it", text + "\n"));
  }

  private static Vector refused(String id, String name, String why, String text) {
    return Vector.refused(id + "-" + name, why, "format", Map.of("of", id, "text", text));
  }
}
