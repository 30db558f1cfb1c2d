package dev.latchkey.crypto.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// A vector as it lies in `crypto/vectors/<kind>/<name>.json`. README.md there describes it.
record VectorFile(String kind, String name, String why, String expect, JsonNode in, JsonNode out) {
  private static final Set<String> KEYS = Set.of("kind", "name", "why", "expect", "in", "out");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();
  private static final ObjectWriter WRITER = JSON.writer(printer());

  /// All vectors of a kind, by name. Fails if there is none, or one with an unknown key, an unknown
  /// `expect`, or a kind or name that is not that of its place.
  static List<VectorFile> loadAll(VectorSource source) {
    var folder = root().resolve(source.kind());
    try (var paths = Files.list(folder)) {
      var files = paths.sorted().map(path -> load(path, source)).toList();
      if (files.isEmpty()) {
        throw new IllegalStateException("no vectors in " + source.kind());
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path root() {
    return Path.of(System.getProperty("latchkey.root"), "crypto", "vectors");
  }

  static String fileName(Vector vector) {
    return vector.name() + ".json";
  }

  static byte[] render(String kind, Vector vector) {
    var file = JSON.createObjectNode();
    file.put("kind", kind);
    file.put("name", vector.name());
    file.put("why", vector.why());
    file.put("expect", vector.answer().expect());
    file.set("in", tree(vector.in()));
    if (vector.answer().isOk()) {
      file.set("out", tree(vector.answer().out()));
    }
    try {
      return (WRITER.writeValueAsString(file) + "\n").getBytes(UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("vector " + kind + "/" + vector.name(), e);
    }
  }

  /// The value as a file would hold it.
  static JsonNode tree(Object value) {
    try {
      return JSON.readTree(JSON.writeValueAsBytes(value));
    } catch (IOException e) {
      throw new IllegalStateException("want values that JSON has", e);
    }
  }

  private static VectorFile load(Path path, VectorSource source) {
    try {
      var file = JSON.readTree(path.toFile());
      var place = source.kind() + "/" + path.getFileName();
      file.fieldNames().forEachRemaining(key -> require(KEYS.contains(key), place, "key " + key));
      var kind = file.required("kind").textValue();
      var name = file.required("name").textValue();
      var expect = file.required("expect").textValue();
      require(kind.equals(source.kind()), place, "kind");
      require(path.endsWith(name + ".json"), place, "name");
      require(expect.equals("ok") || source.refusals().contains(expect), place, "expect");
      require(file.has("out") == expect.equals("ok"), place, "out");
      var why = file.required("why").textValue();
      return new VectorFile(kind, name, why, expect, file.required("in"), file.path("out"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void require(boolean condition, String place, String what) {
    if (!condition) {
      throw new IllegalStateException(place + ": unknown " + what);
    }
  }

  private static DefaultPrettyPrinter printer() {
    var indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }
}
