package dev.latchkey.crypto.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.ledger.Verdict.Broken;
import dev.latchkey.crypto.ledger.Verdict.Whole;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Exports of ledgers, verified. The answer is the verdict, with what is wrong first and where; so
/// no vector of this kind is refused.
public final class ExportVectors implements VectorSource {
  @Override
  public String kind() {
    return "ledger-export";
  }

  @Override
  public Set<String> refusals() {
    return Set.of();
  }

  @Override
  public Answer answer(JsonNode in) {
    var lines =
        StreamSupport.stream(in.required("lines").spliterator(), false).map(JsonNode::textValue);
    var policy = Optional.ofNullable(in.required("policy").textValue()).map(WitnessPolicy::parse);
    return Answer.ok(outOf(LedgerVerifier.verify(lines.iterator(), policy)));
  }

  @Override
  public List<Vector> vectors() {
    var pair = SampleExport.pair();
    return Stream.concat(
            Stream.of(
                whole("people", "people who come and go", SampleExport.people().lines()),
                whole("pair", "a host, one who joins, and what was tried", pair.lines()),
                whole("nobody-asked", "a policy that asks nobody", askingNobody(pair)),
                whole("without-log", "nothing of the broker-wide log yet", withoutLog(pair)),
                demanding("cosigned", "a witness that is demanded cosigned", pair.lines())),
            Lies.about(pair).stream().map(ExportVectors::broken))
        .toList();
  }

  private static List<ExportLine> askingNobody(SampleExport export) {
    var lines = new ArrayList<>(export.lines());
    var header = (ExportLine.Header) lines.getFirst();
    var policy = header.policy().replace("quorum w", "quorum none");
    lines.set(0, new ExportLine.Header(header.sid(), header.origin(), header.logKey(), policy));
    return lines;
  }

  private static List<ExportLine> withoutLog(SampleExport export) {
    return Stream.concat(export.head().stream(), export.checkpoints().stream()).toList();
  }

  private static Vector whole(String name, String why, List<ExportLine> lines) {
    return vector(name, why, texts(lines), null);
  }

  private static Vector demanding(String name, String why, List<ExportLine> lines) {
    return vector(name, why, texts(lines), SampleExport.POLICY);
  }

  private static Vector broken(Lies.Lie lie) {
    var policy = lie.demanding() ? SampleExport.POLICY : null;
    var vector = vector(lie.name(), lie.why(), lie.lines(), policy);
    if (!lie.code().wire().equals(vector.answer().out().get("code"))
        || !lie.index().equals(index(vector))) {
      throw new IllegalStateException(lie.name() + ": " + vector.answer().out());
    }
    return vector;
  }

  private static OptionalLong index(Vector vector) {
    return vector.answer().out().get("brokenAt") instanceof Long index
        ? OptionalLong.of(index)
        : OptionalLong.empty();
  }

  private static Vector vector(
      String name, String why, List<String> lines, @Nullable String policy) {
    var in = new LinkedHashMap<String, Object>();
    in.put("lines", lines);
    in.put("policy", policy);
    var demanded = Optional.ofNullable(policy).map(WitnessPolicy::parse);
    return Vector.ok(name, why, in, outOf(LedgerVerifier.verify(lines.iterator(), demanded)));
  }

  private static List<String> texts(List<ExportLine> lines) {
    return lines.stream().map(ExportLine::text).toList();
  }

  private static Map<String, ?> outOf(Verdict verdict) {
    var out = new LinkedHashMap<String, Object>();
    switch (verdict) {
      case Whole whole -> {
        out.put("ok", true);
        out.put("entries", whole.entries());
        out.put("checkpoints", whole.checkpoints());
        out.put("cosigned", whole.cosigned());
      }
      case Broken broken -> {
        out.put("ok", false);
        out.put("code", broken.code().wire());
        out.put("brokenAt", broken.index().isPresent() ? broken.index().getAsLong() : null);
      }
    }
    return out;
  }
}
