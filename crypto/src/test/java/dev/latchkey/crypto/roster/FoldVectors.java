package dev.latchkey.crypto.roster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.roster.StatementException.Reason;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whole logs, folded: what they amount to, or the rule that their last entry breaks.
public final class FoldVectors implements VectorSource {
  @Override
  public String kind() {
    return "fold";
  }

  @Override
  public Set<String> refusals() {
    return Arrays.stream(Reason.values()).map(Reason::wire).collect(Collectors.toSet());
  }

  @Override
  public Answer answer(JsonNode in) {
    try {
      return Answer.ok(outOf(fold(in)));
    } catch (StatementException e) {
      return Answer.refused(e.reason().wire());
    }
  }

  @Override
  public List<Vector> vectors() {
    return Stream.of(
            GoodLogVectors.all(),
            HostVectors.all(),
            InviteVectors.all(),
            MemberVectors.all(),
            ChangeVectors.all(),
            DeclineVectors.all(),
            ConflictVectors.all(),
            ComparisonVectors.all())
        .flatMap(List::stream)
        .toList();
  }

  static Vector ok(String name, String why, TestSession session) {
    return Vector.ok(name, why, in(session.sid(), session.log()), outOf(session.roster()));
  }

  /// A log whose last entry alone breaks a rule.
  static Vector refused(String name, String why, Reason reason, TestSession session, Draft last) {
    return refused(name, why, reason, session, last.entry());
  }

  static Vector refused(String name, String why, Reason reason, TestSession session, String last) {
    var entries = new ArrayList<>(session.log());
    entries.add(last);
    return Vector.refused(name, why, reason.wire(), in(session.sid(), entries));
  }

  static Roster fold(JsonNode in) {
    var roster = Roster.begin(new SessionId(in.required("sid").textValue()));
    for (var entry : in.required("entries")) {
      roster = roster.apply(StatementEntry.parse(entry.textValue()));
    }
    return roster;
  }

  static Map<String, ?> in(SessionId sid, List<String> entries) {
    var in = new LinkedHashMap<String, Object>();
    in.put("sid", sid.value());
    in.put("entries", entries);
    return in;
  }

  private static Map<String, ?> outOf(Roster roster) {
    var out = new LinkedHashMap<String, Object>();
    out.put("size", roster.size());
    out.put("logHash", roster.logHash().toString());
    out.put("nextHostNumber", roster.nextHostNumber());
    out.put("pinnedHost", roster.pinnedHost().value());
    out.put("epoch", roster.epoch());
    out.put("frozen", roster.frozen());
    out.put("ended", roster.ended());
    out.put("members", roster.members().stream().map(FoldVectors::outOf).toList());
    out.put("invites", roster.invites().stream().map(FoldVectors::outOf).toList());
    out.put("comparisons", roster.comparisons().stream().map(FoldVectors::outOf).toList());
    return out;
  }

  private static Map<String, ?> outOf(Member member) {
    var out = new LinkedHashMap<String, Object>();
    out.put("mid", member.id().value());
    out.put("role", member.role().wire());
    out.put("standing", member.standing().name().toLowerCase(Locale.ROOT));
    return out;
  }

  private static Map<String, ?> outOf(Comparison comparison) {
    var out = new LinkedHashMap<String, Object>();
    out.put("by", comparison.by().value());
    out.put("mid", comparison.mid().value());
    out.put("match", comparison.match());
    out.put("entry", comparison.entry());
    return out;
  }

  private static Map<String, ?> outOf(Invite invite) {
    var out = new LinkedHashMap<String, Object>();
    out.put("iid", invite.id().value());
    out.put("used", invite.used());
    out.put("revoked", invite.revoked());
    return out;
  }
}
