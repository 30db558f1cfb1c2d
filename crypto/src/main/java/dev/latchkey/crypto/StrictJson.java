package dev.latchkey.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads one JSON object, and only what two readers cannot take for different things: UTF-8
/// without BOM or ill-formed sequence, no name twice at any depth, no unpaired surrogate, no
/// number but a plain integer, nothing after the object. FORMATS.md §2.
///
/// Throws [FormatException] for everything else. Bounding the length is left to the caller.
public final class StrictJson {
  /// How deep every format of this module may nest; the outermost object is 1.
  public static final int MAX_DEPTH = 8;

  private static final int MAX_NUMBER_CHARS = 64;
  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,15}");
  private static final long MAX_WHOLE = (1L << 53) - 1;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  // By default every thread keeps buffers of its own for good, and a connection is a thread.
  private static final RecyclerPool<BufferRecycler> POOL = JsonRecyclerPools.newBoundedPool(16);

  // Names are the sender's: they must not fill a table that outlives the parser.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(MAX_NUMBER_CHARS).build())
          .recyclerPool(POOL)
          .build();

  private static final JsonMapper WRITER =
      new JsonMapper(JsonFactory.builder().recyclerPool(POOL).build());

  private final JsonParser parser;
  private final int maxDepth;

  private StrictJson(JsonParser parser, int maxDepth) {
    this.parser = parser;
    this.maxDepth = maxDepth;
  }

  public static JsonObject parse(byte[] utf8, int maxDepth) {
    try (var parser = FACTORY.createParser(decode(utf8))) {
      return new StrictJson(parser, maxDepth).document();
    } catch (JacksonException e) {
      throw new FormatException("want JSON");
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot fail to be read", e);
    }
  }

  /// Writes the members in the order of the map; values are strings, whole numbers, booleans,
  /// nulls, lists and maps of such.
  public static byte[] write(Map<String, ?> members) {
    try {
      return WRITER.writeValueAsBytes(members);
    } catch (JacksonException e) {
      throw new IllegalStateException("want values that JSON has", e);
    }
  }

  private static String decode(byte[] utf8) {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new FormatException("want UTF-8");
    }
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      throw new FormatException("want no byte order mark");
    }
    return text;
  }

  private JsonObject document() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new FormatException("want a JSON object");
    }
    var object = object(1);
    if (parser.nextToken() != null) {
      throw new FormatException("want nothing after the JSON object");
    }
    return object;
  }

  private JsonObject object(int depth) throws IOException {
    requireDepth(depth);
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = wellFormed(parser.currentName());
      parser.nextToken();
      if (members.put(name, value(depth)) != null) {
        throw new FormatException("want no name twice");
      }
    }
    return new JsonObject(members);
  }

  private JsonValue.Items items(int depth) throws IOException {
    requireDepth(depth);
    var values = new ArrayList<JsonValue>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(depth));
    }
    return new JsonValue.Items(values);
  }

  private JsonValue value(int depth) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> new JsonValue.Members(object(depth + 1));
      case START_ARRAY -> items(depth + 1);
      case VALUE_STRING -> new JsonValue.Text(wellFormed(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
      case VALUE_TRUE -> new JsonValue.Flag(true);
      case VALUE_FALSE -> new JsonValue.Flag(false);
      case VALUE_NULL -> new JsonValue.Null();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value of a JSON text");
    };
  }

  /// The digits are looked at before anything computes with them: `1e999999999` is a short text.
  private static JsonValue number(String text) {
    if (!WHOLE.matcher(text).matches() || Long.parseLong(text) > MAX_WHOLE) {
      throw new FormatException("want plain integers in [0, 2^53)");
    }
    return new JsonValue.Whole(Long.parseLong(text));
  }

  private void requireDepth(int depth) {
    if (depth > maxDepth) {
      throw new FormatException("want at most " + maxDepth + " levels");
    }
  }

  private static String wellFormed(String text) {
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw new FormatException("want no unpaired surrogate");
    }
    return text;
  }
}
