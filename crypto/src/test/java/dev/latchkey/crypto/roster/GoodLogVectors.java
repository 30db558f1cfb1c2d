package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.FoldVectors.ok;
import static dev.latchkey.crypto.roster.TestSession.ANA;

import dev.latchkey.crypto.vectors.Vector;
import java.util.List;

/// Logs that fold.
final class GoodLogVectors {
  private GoodLogVectors() {}

  static List<Vector> all() {
    return List.of(
        ok("open", "a session with its host alone", TestSession.open()),
        ok("every-kind", "every kind of statement", Histories.withEveryKind()),
        standings(),
        surplus(),
        coHost(),
        pinnedHostLeaves(),
        pinnedHostMoves(),
        restingChannels(),
        auditor());
  }

  private static Vector standings() {
    var session = TestSession.open();
    var bens = session.invite(ANA, "for ben").made();
    session.join(Device.named("ben"), bens).done();
    var approval = session.invite(ANA, "approval").uses(2).withApproval().made();
    session.join(Device.named("carol"), approval).done();
    var dora = session.join(Device.named("dora"), approval).done();
    session.add(session.admit(ANA, approval, session.member(dora).entryHash(), Role.EDITOR));
    session.joined(ANA, Role.VIEWER, "emil");
    return ok("standings", "a confirmed, a pending, an admitted and a new member", session);
  }

  private static Vector surplus() {
    var session = TestSession.open();
    var invite = session.invite(ANA, "invite").made();
    session.join(Device.named("ben"), invite).done();
    session.join(Device.named("mallory"), invite).done();
    session.add(session.invite(ANA, "invite").uses(2));
    session.join(Device.named("carol"), invite).done();
    return ok("surplus", "one join too many takes no use of a later extension", session);
  }

  private static Vector coHost() {
    var session = TestSession.open();
    var ben = session.joined(ANA, Role.HOST, "ben");
    session.joined(ben, Role.EDITOR, "carol");
    return ok("co-host", "an invited host, new still, invites", session);
  }

  private static Vector pinnedHostLeaves() {
    var session = TestSession.open();
    var ben = session.joined(ANA, Role.HOST, "ben");
    session.add(session.change(ANA).removing(ANA).revoking(bens(session)).rekeying(ben));
    session.add(session.freeze(ben, false));
    return ok("pinned-host-leaves", "the pinned host leaves the session to another", session);
  }

  private static Vector pinnedHostMoves() {
    var session = TestSession.open();
    session.invite(ANA, "invite").made();
    var phone = session.move(ANA, Device.named("phone")).done();
    session.add(session.invite(phone, "invite").uses(2));
    return ok("pinned-host-moves", "the new device extends what the old one made", session);
  }

  private static Vector restingChannels() {
    var session = TestSession.open();
    session.add(session.change(ANA).rekeying(ANA).closing(0, 4));
    session.add(session.change(ANA).closing(0, 4).closing(ChannelHead.start(9)));
    session.add(session.change(ANA).closing(0, 5));
    return ok("resting-channels", "a channel may close where it closed before", session);
  }

  private static Vector auditor() {
    var session = TestSession.open();
    var ben = session.joined(ANA, Role.EDITOR, "ben");
    session.add(session.change(ANA).making(Role.AUDITOR, ben).rekeying(ANA));
    session.add(session.change(ANA).making(Role.VIEWER, ben).rekeying(ANA, ben));
    return ok("auditor", "an editor who becomes an auditor, and then a viewer", session);
  }

  private static InviteKeys bens(TestSession session) {
    return InviteKeys.named("ben's invite", session.sid());
  }
}
