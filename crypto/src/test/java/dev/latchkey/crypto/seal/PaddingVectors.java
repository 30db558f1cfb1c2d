package dev.latchkey.crypto.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Fields;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

public final class PaddingVectors implements VectorSource {
  @Override
  public String kind() {
    return "padding";
  }

  @Override
  public Set<String> refusals() {
    return Set.of("format");
  }

  @Override
  public Answer answer(JsonNode in) {
    try {
      return Answer.ok(out(Padding.unpad(Fields.bytes(in, "padded"))));
    } catch (FormatException e) {
      return Answer.refused("format");
    }
  }

  @Override
  public List<Vector> vectors() {
    return List.of(
        ok("empty", "no data", 0, 256),
        ok("one-byte", "one byte", 1, 256),
        ok("least-but-one", "a byte less than fits into the least size", 251, 256),
        ok("least-full", "as much as fits into the least size", 252, 256),
        ok("first-step", "a byte more than fits into the least size", 253, 272),
        ok("first-step-full", "as much as fits into the next size", 268, 272),
        ok("second-step", "a byte more than that", 269, 288),
        ok("power-of-two", "as much as fits into 512", 508, 512),
        ok("larger-steps", "a byte more, where steps double", 509, 544),
        refused("nothing", "no bytes at all", 0, 0),
        refused("length-cut", "less than a length", 0, 3),
        refused("below-least-size", "255 bytes in all", 1, 255),
        refused("no-step", "a total size between two steps", 253, 273),
        refused("step-too-many", "filler up to the next step but one", 1, 272),
        refused("step-too-few", "data that would need the next step", 253, 257),
        refused("length-beyond-end", "a length a byte beyond the end", 253, 256),
        refused("length-large", "a length of 2^31 - 1", Integer.MAX_VALUE, 256),
        refused("length-2-31", "a length of 2^31", Integer.MIN_VALUE, 256),
        refused("length-all-ones", "a length of 2^32 - 1", -1, 256),
        refused("length-wraps", "a length that is 0 when 4 is added to it", -4, 256),
        filler("filler-first", "the first filler byte not zero", 14),
        filler("filler-last", "the last filler byte not zero", 255));
  }

  private static Vector ok(String name, String why, int size, int padded) {
    byte[] data = SeededRandom.bytes("data", size);
    byte[] bytes = ByteBuffer.allocate(padded).putInt(size).put(data).array();
    return Vector.ok(name, why, in(bytes), out(data));
  }

  private static Vector refused(String name, String why, int length, int size) {
    byte[] bytes = new byte[size];
    if (size >= Integer.BYTES) {
      ByteBuffer.wrap(bytes).putInt(length);
    }
    return Vector.refused(name, why, "format", in(bytes));
  }

  private static Vector filler(String name, String why, int at) {
    byte[] bytes = ByteBuffer.allocate(256).putInt(10).array();
    bytes[at] = 1;
    return Vector.refused(name, why, "format", in(bytes));
  }

  private static Map<String, ?> in(byte[] padded) {
    return Map.of("padded", Base64Url.encode(padded));
  }

  private static Map<String, ?> out(byte[] data) {
    return Map.of("data", Base64Url.encode(data));
  }
}
