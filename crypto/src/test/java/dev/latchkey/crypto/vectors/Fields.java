package dev.latchkey.crypto.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;

/// Reads the members of a vector's `in`. One that is absent or of another type is an error of the
/// vector, not an answer to it.
public final class Fields {
  private Fields() {}

  public static String text(JsonNode in, String name) {
    JsonNode member = in.required(name);
    if (!member.isTextual()) {
      throw new IllegalStateException(name + ": want a string");
    }
    return member.textValue();
  }

  public static int integer(JsonNode in, String name) {
    JsonNode member = in.required(name);
    if (!member.isInt()) {
      throw new IllegalStateException(name + ": want an integer");
    }
    return member.intValue();
  }

  public static byte[] bytes(JsonNode in, String name) {
    return Base64Url.decode(text(in, name));
  }

  public static Bytes value(JsonNode in, String name) {
    return Bytes.of(bytes(in, name));
  }
}
