package dev.latchkey.crypto.roster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Entries of a statement log, judged one at a time and by their form alone.
public final class StatementVectors implements VectorSource {
  private static final String FORMAT = "format";

  @Override
  public String kind() {
    return "statement";
  }

  @Override
  public Set<String> refusals() {
    return Set.of(FORMAT);
  }

  @Override
  public Answer answer(JsonNode in) {
    return answer(in.required("text").textValue());
  }

  @Override
  public List<Vector> vectors() {
    return Stream.of(kinds(), StatementTextVectors.all(), StatementPayloadVectors.all())
        .flatMap(List::stream)
        .toList();
  }

  static Vector ok(String name, String why, String text) {
    return Vector.ok(name, why, Map.of("text", text), answer(text).out());
  }

  static Vector refused(String name, String why, String text) {
    return Vector.refused(name, why, FORMAT, Map.of("text", text));
  }

  static Vector refused(String name, String why, Forgery forgery) {
    return refused(name, why, forgery.entry());
  }

  private static List<Vector> kinds() {
    return Arrays.stream(StatementKind.values())
        .map(kind -> ok(type(kind), "a statement of this kind", Specimens.entry(kind)))
        .toList();
  }

  private static Answer answer(String text) {
    try {
      var entry = StatementEntry.parse(text);
      var out = new LinkedHashMap<String, String>();
      out.put("type", type(StatementKind.of(entry.statement())));
      out.put("hash", entry.hash().toString());
      return Answer.ok(out);
    } catch (FormatException e) {
      return Answer.refused(FORMAT);
    }
  }

  private static String type(StatementKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
