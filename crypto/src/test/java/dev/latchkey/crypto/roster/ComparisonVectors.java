package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.FoldVectors.refused;
import static dev.latchkey.crypto.roster.TestSession.ANA;

import dev.latchkey.crypto.roster.StatementException.Reason;
import dev.latchkey.crypto.vectors.Vector;
import java.util.List;
import java.util.function.Function;

/// Logs in which members say with whom they compared the emoji.
final class ComparisonVectors {
  private static final Device BEN = Device.named("ben");
  private static final Device CAROL = Device.named("carol");
  private static final Device MALLORY = Device.named("mallory");

  private ComparisonVectors() {}

  static List<Vector> all() {
    return List.of(
        compared(),
        comparedByOthers(),
        beyondTheBound(),
        lie(
            "compared-by-a-stranger",
            "said by nobody of the roster",
            Reason.UNKNOWN_MEMBER,
            session -> session.compared(MALLORY, BEN)),
        lie(
            "compared-by-another-key",
            "said in the name of a member",
            Reason.BAD_SIGNATURE,
            session -> session.compared(BEN, ANA).byKey(MALLORY.signing())),
        lie(
            "compared-out-of-order",
            "the number of a later one",
            Reason.WRONG_NUMBER,
            session -> session.compared(BEN, ANA).numbered(2)),
        repeated(),
        lie(
            "compared-with-a-stranger",
            "about nobody of the roster",
            Reason.UNKNOWN_MEMBER,
            session -> session.compared(BEN, MALLORY)),
        lie(
            "compared-with-oneself",
            "about the signer",
            Reason.UNKNOWN_MEMBER,
            session -> session.compared(BEN, BEN)),
        lie(
            "compared-with-another-entry",
            "about a member, by an entry that is not theirs",
            Reason.UNKNOWN_MEMBER,
            session -> session.compared(BEN, ANA).naming(session.member(CAROL).entryHash())),
        byARemovedMember(),
        withARemovedMember(),
        byAPendingMember(),
        withAPendingMember(),
        byASurplusMember());
  }

  private static Vector compared() {
    var session = session();
    session.add(session.compared(BEN, ANA));
    session.add(session.compared(ANA, BEN).differing());
    session.add(session.compared(BEN, CAROL));
    session.add(session.compared(ANA, BEN));
    return FoldVectors.ok(
        "compared", "who compared with whom; the newest counts, in each direction", session);
  }

  private static Vector comparedByOthers() {
    var session = session();
    session.add(session.change(ANA).making(Role.AUDITOR, CAROL).rekeying(ANA, BEN));
    session.add(session.compared(CAROL, ANA));
    var phone = session.move(BEN, Device.named("ben's phone")).done();
    session.add(session.compared(phone, CAROL).differing());
    session.add(session.compared(ANA, phone));
    return FoldVectors.ok(
        "compared-by-others", "an auditor and a device that was moved to compare as well", session);
  }

  private static Vector beyondTheBound() {
    var session = session();
    for (int i = 0; i < 64; i++) {
      session.add(session.compared(BEN, ANA));
    }
    session.add(session.compared(ANA, BEN));
    return refused(
        "compared-too-often",
        "the 65th by one member",
        Reason.TOO_MANY_COMPARED,
        session,
        session.compared(BEN, CAROL));
  }

  private static Vector repeated() {
    var session = session();
    var match = session.compared(BEN, ANA).entry();
    session.add(match).add(session.compared(BEN, ANA).differing());
    return refused(
        "compared-again",
        "an earlier match, shown once more after a mismatch",
        Reason.WRONG_NUMBER,
        session,
        match);
  }

  private static Vector byARemovedMember() {
    var session = withoutCarol();
    return refused(
        "compared-by-a-removed-member",
        "said after the removal",
        Reason.UNKNOWN_MEMBER,
        session,
        session.compared(CAROL, ANA));
  }

  private static Vector withARemovedMember() {
    var session = withoutCarol();
    return refused(
        "compared-with-a-removed-member",
        "about who was removed",
        Reason.UNKNOWN_MEMBER,
        session,
        session.compared(ANA, CAROL));
  }

  private static Vector byAPendingMember() {
    var session = pendingMallory();
    return refused(
        "compared-by-a-pending-member",
        "said by who was not admitted",
        Reason.NOT_ACTIVE,
        session,
        session.compared(MALLORY, ANA));
  }

  private static Vector withAPendingMember() {
    var session = pendingMallory();
    return refused(
        "compared-with-a-pending-member",
        "about who was not admitted",
        Reason.UNKNOWN_MEMBER,
        session,
        session.compared(ANA, MALLORY));
  }

  private static Vector byASurplusMember() {
    var session = session();
    session.join(MALLORY, InviteKeys.named("ben's invite", session.sid())).done();
    return refused(
        "compared-by-a-surplus-member",
        "said by who came too late",
        Reason.NOT_ACTIVE,
        session,
        session.compared(MALLORY, ANA));
  }

  private static Vector lie(
      String name, String why, Reason reason, Function<TestSession, Draft> last) {
    var session = session();
    return refused(name, why, reason, session, last.apply(session));
  }

  private static TestSession session() {
    var session = TestSession.open();
    session.joined(ANA, Role.EDITOR, "ben");
    session.joined(ANA, Role.EDITOR, "carol");
    return session;
  }

  private static TestSession withoutCarol() {
    var session = session();
    var carols = InviteKeys.named("carol's invite", session.sid());
    return session.add(session.change(ANA).removing(CAROL).revoking(carols).rekeying(ANA, BEN));
  }

  private static TestSession pendingMallory() {
    var session = session();
    session.join(MALLORY, session.invite(ANA, "approval").withApproval().made()).done();
    return session;
  }
}
