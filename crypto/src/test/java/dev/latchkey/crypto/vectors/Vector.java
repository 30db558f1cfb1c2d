package dev.latchkey.crypto.vectors;

import java.util.Map;

/// One input with the one right answer to it.
///
/// @param name of the file, without `.json`
/// @param why what the vector shows, as a sentence without full stop
/// @param in strings, numbers, booleans, lists and maps; bytes as base64url or hex
public record Vector(String name, String why, Map<String, ?> in, Answer answer) {
  public Vector {
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("name: want words-joined-by-hyphens, got " + name);
    }
  }

  public static Vector ok(String name, String why, Map<String, ?> in, Map<String, ?> out) {
    return new Vector(name, why, in, Answer.ok(out));
  }

  /// A negative vector; `in` holds one lie.
  public static Vector refused(String name, String why, String refusal, Map<String, ?> in) {
    return new Vector(name, why, in, Answer.refused(refusal));
  }
}
