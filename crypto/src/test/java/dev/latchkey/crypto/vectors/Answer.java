package dev.latchkey.crypto.vectors;

import java.util.Map;

/// What a reader says to the `in` of a vector: `ok` with what it read, or one refusal.
public record Answer(String expect, Map<String, ?> out) {
  private static final String OK = "ok";

  public static Answer ok(Map<String, ?> out) {
    return new Answer(OK, out);
  }

  public static Answer refused(String refusal) {
    return new Answer(refusal, Map.of());
  }

  public boolean isOk() {
    return expect.equals(OK);
  }
}
