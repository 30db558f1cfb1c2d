package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// By which epoch and role durable frames are judged, after a log with closing heads.
public final class PositionVectors implements VectorSource {
  private static final Device BEN = Device.named("ben");

  private record Place(Device device, int channel, long seq, int epoch, @Nullable Role role) {}

  @Override
  public String kind() {
    return "position";
  }

  @Override
  public Set<String> refusals() {
    return Set.of();
  }

  @Override
  public Answer answer(JsonNode in) {
    var roster = FoldVectors.fold(in);
    var judged = new ArrayList<Map<String, ?>>();
    for (var place : in.required("places")) {
      var mid = new MemberId(place.required("mid").textValue());
      int channel = place.required("channel").intValue();
      long seq = place.required("seq").longValue();
      var role = roster.roleAt(mid, channel, seq).orElse(null);
      judged.add(judgement(roster.epochAt(channel, seq), role));
    }
    return Answer.ok(Map.of("places", judged));
  }

  @Override
  public List<Vector> vectors() {
    return List.of(demotion(), removal(), newcomer(), admission(), move(), freeze());
  }

  private static Vector demotion() {
    var session = withBen();
    session.add(session.change(ANA).making(Role.VIEWER, BEN).closing(0, 10));
    session.add(session.change(ANA).making(Role.EDITOR, BEN).closing(0, 20).closing(7, 4));
    return vector(
        "demotion",
        "an editor, for a while a viewer: the closing head itself lies before a change",
        session,
        place(BEN, 0, 1, 1, Role.EDITOR),
        place(BEN, 0, 10, 1, Role.EDITOR),
        place(BEN, 0, 11, 1, Role.VIEWER),
        place(BEN, 0, 20, 1, Role.VIEWER),
        place(BEN, 0, 21, 1, Role.EDITOR),
        place(BEN, 7, 1, 1, Role.VIEWER),
        place(BEN, 7, 5, 1, Role.EDITOR),
        place(ANA, 0, 11, 1, Role.HOST));
  }

  private static Vector removal() {
    var session = withBen();
    var invite = InviteKeys.named("ben's invite", session.sid());
    session.add(session.change(ANA).removing(BEN).revoking(invite).rekeying(ANA).closing(0, 10));
    session.add(session.change(ANA).rekeying(ANA).closing(0, 10));
    return vector(
        "removal",
        "a removed member counts up to the closing heads, and nowhere in a channel not listed",
        session,
        place(BEN, 0, 10, 1, Role.EDITOR),
        place(BEN, 0, 11, 3, null),
        place(BEN, 7, 1, 3, null),
        place(ANA, 0, 10, 1, Role.HOST),
        place(ANA, 0, 11, 3, Role.HOST),
        place(Device.named("stranger"), 0, 1, 1, null));
  }

  private static Vector newcomer() {
    var session = TestSession.open();
    session.add(session.change(ANA).rekeying(ANA).closing(0, 10));
    session.joined(ANA, Role.EDITOR, "ben");
    return vector(
        "newcomer",
        "what was written before somebody came in is not theirs",
        session,
        place(BEN, 0, 10, 1, null),
        place(BEN, 0, 11, 2, Role.EDITOR));
  }

  private static Vector admission() {
    var session = TestSession.open();
    var invite = session.invite(ANA, "approval").withApproval().made();
    session.join(BEN, invite).done();
    session.add(session.change(ANA).rekeying(ANA).closing(0, 10));
    session.add(session.admit(ANA, invite, session.member(BEN).entryHash(), Role.EDITOR));
    session.join(Device.named("carol"), invite).done();
    return vector(
        "admission",
        "whoever needs approval counts from when it was given, a surplus member nowhere",
        session,
        place(BEN, 0, 10, 1, null),
        place(BEN, 0, 11, 2, Role.EDITOR),
        place(Device.named("carol"), 0, 11, 2, null));
  }

  private static Vector move() {
    var session = withBen();
    session.add(session.change(ANA).rekeying(ANA, BEN).closing(0, 10));
    var phone = session.move(BEN, Device.named("ben's phone")).done();
    session.add(session.change(ANA).rekeying(ANA, phone).closing(0, 20));
    return vector(
        "move",
        "both devices of a move count until the next change",
        session,
        place(BEN, 0, 10, 1, Role.EDITOR),
        place(BEN, 0, 20, 2, Role.EDITOR),
        place(BEN, 0, 21, 3, null),
        place(phone, 0, 10, 1, null),
        place(phone, 0, 11, 2, Role.EDITOR),
        place(phone, 0, 21, 3, Role.EDITOR));
  }

  private static Vector freeze() {
    var session = withBen();
    session.joined(ANA, Role.HOST, "carol");
    session.joined(ANA, Role.AUDITOR, "dora");
    session.add(session.freeze(ANA, true, TestSession.head(0, 10)));
    session.add(session.change(ANA).rekeying(ANA, BEN).closing(0, 15));
    session.add(session.freeze(ANA, false, TestSession.head(0, 20), TestSession.head(7, 4)));
    return vector(
        "freeze",
        "between freeze and thaw an editor is a viewer, also across a change; hosts stay hosts",
        session,
        place(BEN, 0, 10, 1, Role.EDITOR),
        place(BEN, 0, 11, 1, Role.VIEWER),
        place(BEN, 0, 16, 2, Role.VIEWER),
        place(BEN, 0, 20, 2, Role.VIEWER),
        place(BEN, 0, 21, 2, Role.EDITOR),
        place(BEN, 7, 4, 2, Role.VIEWER),
        place(BEN, 7, 5, 2, Role.EDITOR),
        place(ANA, 0, 11, 1, Role.HOST),
        place(Device.named("carol"), 0, 16, 2, Role.HOST),
        place(Device.named("dora"), 0, 16, 2, Role.AUDITOR));
  }

  private static TestSession withBen() {
    var session = TestSession.open();
    session.joined(ANA, Role.EDITOR, "ben");
    return session;
  }

  private static Place place(Device device, int channel, long seq, int epoch, @Nullable Role role) {
    return new Place(device, channel, seq, epoch, role);
  }

  private static Vector vector(String name, String why, TestSession session, Place... places) {
    var in = new LinkedHashMap<String, Object>(FoldVectors.in(session.sid(), session.log()));
    in.put("places", Stream.of(places).map(PositionVectors::question).toList());
    var judged = Stream.of(places).map(place -> judgement(place.epoch(), place.role())).toList();
    return Vector.ok(name, why, in, Map.of("places", judged));
  }

  private static Map<String, ?> question(Place place) {
    var question = new LinkedHashMap<String, Object>();
    question.put("mid", place.device().id().value());
    question.put("channel", place.channel());
    question.put("seq", place.seq());
    return question;
  }

  private static Map<String, ?> judgement(int epoch, @Nullable Role role) {
    var judgement = new LinkedHashMap<String, @Nullable Object>();
    judgement.put("epoch", epoch);
    judgement.put("role", role == null ? null : role.wire());
    return judgement;
  }
}
