package dev.latchkey.crypto;

import java.util.List;

/// What [StrictJson] reads.
sealed interface JsonValue {
  record Text(String value) implements JsonValue {}

  /// An integer in [0, 2^53), written without sign, point, exponent or leading zero.
  record Whole(long value) implements JsonValue {}

  record Flag(boolean value) implements JsonValue {}

  record Null() implements JsonValue {}

  record Items(List<JsonValue> values) implements JsonValue {
    public Items {
      values = List.copyOf(values);
    }
  }

  record Members(JsonObject object) implements JsonValue {}
}
