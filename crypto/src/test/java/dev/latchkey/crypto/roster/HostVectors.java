package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.FoldVectors.refused;
import static dev.latchkey.crypto.roster.TestSession.ANA;

import dev.latchkey.crypto.roster.Statement.Act;
import dev.latchkey.crypto.roster.StatementException.Reason;
import dev.latchkey.crypto.vectors.Vector;
import java.util.List;

/// Logs whose last entry is said by the wrong one, or at the wrong time.
final class HostVectors {
  private static final Device MALLORY = Device.named("mallory");

  private HostVectors() {}

  static List<Vector> all() {
    return List.of(
        genesis("genesis-of-another-host", "a swapped host", Reason.SESSION_NOT_PINNED, MALLORY),
        genesisBySomebodyElse(),
        genesisOfAnotherSession(),
        noGenesis(),
        secondGenesis(),
        inviteAsEntryOne(),
        firstChangeWithoutEpoch(),
        firstChangeThatCloses(),
        statementOfAnotherSession(),
        afterTheEnd(),
        byAStranger(),
        byAnEditor(),
        byARemovedHost(),
        byADemotedHost(),
        byAPendingHost(),
        byASurplusHost(),
        byTheOldDevice(),
        byAnotherKey(),
        repeated(),
        hiddenJoin(),
        slippedInJoin(),
        skippedNumber(),
        repeatedNumber(),
        fork(),
        forkByARemovedHost(),
        noForkByALaterHost());
  }

  private static Vector genesis(String name, String why, Reason reason, Device host) {
    var session = TestSession.unopened();
    return refused(
        name, why, reason, session, session.genesis(host, session.sid(), host.signing()));
  }

  private static Vector genesisBySomebodyElse() {
    var session = TestSession.unopened();
    return refused(
        "genesis-by-another-key",
        "a genesis that its key did not sign",
        Reason.BAD_SIGNATURE,
        session,
        session.genesis(ANA, session.sid(), MALLORY.signing()));
  }

  private static Vector genesisOfAnotherSession() {
    return refused(
        "genesis-of-another-session",
        "the same host in another session",
        Reason.FOREIGN_SESSION,
        TestSession.unopened(),
        TestSession.open("other salt").genesis());
  }

  private static Vector noGenesis() {
    var session = TestSession.unopened();
    return refused(
        "no-genesis",
        "a change as entry 0",
        Reason.OUT_OF_PLACE,
        session,
        session.change(ANA).rekeying(ANA));
  }

  private static Vector secondGenesis() {
    var session = TestSession.open();
    return refused(
        "second-genesis", "genesis again", Reason.OUT_OF_PLACE, session, session.genesis());
  }

  private static Vector inviteAsEntryOne() {
    var session = begun();
    return refused(
        "invite-as-entry-1",
        "an invite before the first change",
        Reason.OUT_OF_PLACE,
        session,
        session.invite(ANA, "invite"));
  }

  private static Vector firstChangeWithoutEpoch() {
    var session = begun();
    return refused(
        "first-change-without-epoch",
        "a first change that makes no key",
        Reason.FIRST_CHANGE,
        session,
        session.change(ANA));
  }

  private static Vector firstChangeThatCloses() {
    var session = begun();
    return refused(
        "first-change-that-closes",
        "a first change that closes a channel",
        Reason.FIRST_CHANGE,
        session,
        session.change(ANA).rekeying(ANA).closing(0, 1));
  }

  private static Vector statementOfAnotherSession() {
    return refused(
        "statement-of-another-session",
        "an invite by the same host, to another session",
        Reason.FOREIGN_SESSION,
        TestSession.open(),
        TestSession.open("other salt").invite(ANA, "invite"));
  }

  private static Vector afterTheEnd() {
    var session = TestSession.open();
    session.add(session.end(ANA));
    return refused(
        "after-the-end", "a statement after end", Reason.ENDED, session, session.freeze(ANA, true));
  }

  private static Vector byAStranger() {
    var session = TestSession.open();
    return notHost("by-a-stranger", "an invite by nobody of the roster", session, MALLORY);
  }

  private static Vector byAnEditor() {
    var session = TestSession.open();
    var ben = session.joined(ANA, Role.EDITOR, "ben");
    return notHost("by-an-editor", "an invite by a member who is no host", session, ben);
  }

  private static Vector byARemovedHost() {
    var session = TestSession.open();
    var ben = session.joined(ANA, Role.HOST, "ben");
    var invite = InviteKeys.named("ben's invite", session.sid());
    session.add(session.change(ANA).removing(ben).revoking(invite).rekeying(ANA));
    return notHost("by-a-removed-host", "an invite by a host after the removal", session, ben);
  }

  private static Vector byADemotedHost() {
    var session = TestSession.open();
    var ben = session.joined(ANA, Role.HOST, "ben");
    var bens = InviteKeys.named("ben's invite", session.sid());
    session.add(session.change(ANA).making(Role.EDITOR, ben).revoking(bens));
    return notHost("by-a-demoted-host", "an invite by who was a host before", session, ben);
  }

  private static Vector byAPendingHost() {
    var session = TestSession.open();
    var invite = session.invite(ANA, "approval").role(Role.HOST).withApproval().made();
    var ben = session.join(Device.named("ben"), invite).done();
    return notHost("by-a-pending-host", "an invite by a host not admitted yet", session, ben);
  }

  private static Vector byASurplusHost() {
    var session = TestSession.open();
    var invite = session.invite(ANA, "invite").role(Role.HOST).made();
    session.join(Device.named("ben"), invite).done();
    var carol = session.join(Device.named("carol"), invite).done();
    return notHost("by-a-surplus-host", "an invite by a host beyond the uses", session, carol);
  }

  private static Vector byTheOldDevice() {
    var session = TestSession.open();
    session.move(ANA, Device.named("phone")).done();
    return notHost("by-the-old-device", "an invite by a device that moved", session, ANA);
  }

  private static Vector byAnotherKey() {
    var session = TestSession.open();
    return refused(
        "by-another-key",
        "a statement in the name of the host",
        Reason.BAD_SIGNATURE,
        session,
        session.freeze(session.act(ANA), true, MALLORY.signing()));
  }

  private static Vector repeated() {
    var session = TestSession.open();
    var freeze = session.freeze(ANA, false);
    session.add(freeze);
    return refused("repeated", "the same entry a second time", Reason.NOT_CURRENT, session, freeze);
  }

  private static Vector hiddenJoin() {
    var session = TestSession.open();
    var invite = session.invite(ANA, "invite").made();
    var whole = TestSession.open().add(session.log().getLast());
    whole.join(Device.named("ben"), invite).done();
    return refused(
        "hidden-join",
        "a statement that covers a join which is not shown",
        Reason.NOT_CURRENT,
        session,
        whole.freeze(ANA, true));
  }

  private static Vector slippedInJoin() {
    var session = TestSession.open();
    var invite = session.invite(ANA, "invite").made();
    var next = session.freeze(ANA, true);
    session.join(Device.named("ben"), invite).done();
    return refused(
        "slipped-in-join",
        "a join that the next statement does not cover",
        Reason.NOT_CURRENT,
        session,
        next);
  }

  private static Vector skippedNumber() {
    return wrongNumber("skipped-number", "a gap in the numbers", 3);
  }

  private static Vector repeatedNumber() {
    return wrongNumber("repeated-number", "a number for the second time", 1);
  }

  private static Vector fork() {
    var session = TestSession.open();
    var other = session.freeze(ANA, true);
    session.add(session.freeze(ANA, false));
    return refused("fork", "two statements of one host for one place", Reason.FORK, session, other);
  }

  private static Vector forkByARemovedHost() {
    var session = TestSession.open();
    var ben = session.joined(ANA, Role.HOST, "ben");
    var other = session.freeze(ben, true);
    var invite = InviteKeys.named("ben's invite", session.sid());
    session.add(session.change(ANA).removing(ben).revoking(invite).rekeying(ANA));
    return refused(
        "fork-by-a-removed-host",
        "signed for the place of their own removal",
        Reason.FORK,
        session,
        other);
  }

  private static Vector noForkByALaterHost() {
    var session = TestSession.open();
    var invite = session.invite(ANA, "invite").role(Role.HOST).made();
    var ben = Device.named("ben");
    var early = session.freeze(ben, true);
    session.add(session.freeze(ANA, false)).add(session.join(ben, invite));
    return refused(
        "no-fork-by-a-later-host",
        "signed for a place at which the signer was no host",
        Reason.NOT_CURRENT,
        session,
        early);
  }

  private static TestSession begun() {
    var session = TestSession.unopened();
    return session.add(session.genesis());
  }

  private static Vector notHost(String name, String why, TestSession session, Device by) {
    return refused(name, why, Reason.NOT_HOST, session, session.invite(by, "theirs"));
  }

  private static Vector wrongNumber(String name, String why, long number) {
    var session = TestSession.open();
    var prev = session.roster().logHash();
    var act = new Act(session.sid(), ANA.id(), number, prev, List.of(), TreeHead.EMPTY);
    return refused(
        name, why, Reason.WRONG_NUMBER, session, session.freeze(act, true, ANA.signing()));
  }
}
