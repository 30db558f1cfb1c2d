package dev.latchkey.crypto.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.crypto.Base64Url;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Inputs to begin from; mostly out of `crypto/vectors`, so that no example stands twice.
public final class Seeds {
  private static final JsonMapper JSON = new JsonMapper();

  private Seeds() {}

  public static List<byte[]> of(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(UTF_8)).toList();
  }

  /// A member of what goes in, of every vector of a kind.
  public static List<byte[]> texts(String kind, String member) {
    return inputs(kind).map(in -> in.required(member).textValue().getBytes(UTF_8)).toList();
  }

  /// For a member in base64url; what is none of it is left out.
  public static List<byte[]> bytes(String kind, String member) {
    return inputs(kind).flatMap(in -> decoded(in.required(member).textValue())).toList();
  }

  /// A member of what comes out, of every vector of a kind.
  public static Stream<String> outputs(String kind, String member) {
    return vectors(kind)
        .filter(vector -> vector.has("out"))
        .map(vector -> vector.required("out").required(member).textValue());
  }

  /// The `in` of every vector of a kind.
  public static Stream<JsonNode> inputs(String kind) {
    return vectors(kind).map(vector -> vector.required("in"));
  }

  private static Stream<JsonNode> vectors(String kind) {
    var folder = Path.of(System.getProperty("latchkey.root"), "crypto", "vectors", kind);
    try (var files = Files.list(folder)) {
      return files.sorted().toList().stream().map(Seeds::vector);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode vector(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<byte[]> decoded(String text) {
    try {
      return Stream.of(Base64Url.decode(text));
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
  }
}
