package dev.latchkey.crypto.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SampleLogs;
import dev.latchkey.crypto.roster.SampleLogs.SampleLog;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/// Whole statement logs, and what each of their entries did.
public final class ActsVectors implements VectorSource {
  @Override
  public String kind() {
    return "ledger-acts";
  }

  @Override
  public Set<String> refusals() {
    return Set.of();
  }

  @Override
  public Answer answer(JsonNode in) {
    var entries =
        StreamSupport.stream(in.required("entries").spliterator(), false)
            .map(JsonNode::textValue)
            .toList();
    return answer(new SampleLog(new SessionId(in.required("sid").textValue()), entries));
  }

  @Override
  public List<Vector> vectors() {
    return List.of(
        ok("every-kind", "every kind of statement", SampleLogs.everyKind()),
        ok("people", "people who come, go and are given other roles", SampleLogs.people()),
        ok("decline", "a knock that is declined, beside a removal", SampleLogs.decline()),
        ok("surplus", "a join when no use was left", SampleLogs.surplus()),
        ok("nothing", "a change of nothing", SampleLogs.nothing()));
  }

  private static Vector ok(String name, String why, SampleLog log) {
    var in = new LinkedHashMap<String, Object>();
    in.put("sid", log.sid().value());
    in.put("entries", log.entries());
    return Vector.ok(name, why, in, answer(log).out());
  }

  private static Answer answer(SampleLog log) {
    var acts = new ArrayList<List<Map<String, ?>>>();
    var roster = Roster.begin(log.sid());
    for (var text : log.entries()) {
      var entry = StatementEntry.parse(text);
      acts.add(Acts.of(roster, entry).stream().map(ActsVectors::outOf).toList());
      roster = roster.apply(entry);
    }
    return Answer.ok(Map.of("acts", acts));
  }

  private static Map<String, ?> outOf(Act act) {
    var out = new LinkedHashMap<String, Object>();
    out.put("type", act.type().wire());
    out.put("actor", act.actor());
    out.put("object", act.object());
    out.put("outcome", act.outcome());
    return out;
  }
}
