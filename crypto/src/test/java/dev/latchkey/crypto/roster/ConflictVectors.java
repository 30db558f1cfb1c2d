package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;
import static dev.latchkey.crypto.roster.TestSession.head;

import dev.latchkey.crypto.roster.StatementException.Reason;
import dev.latchkey.crypto.vectors.Vector;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// Logs in which two hosts act at once. Both saw the session of Ana, who is pinned, of the hosts
/// Ben and Carol, of the editor Dora, and of Emil, who waits for approval.
final class ConflictVectors {
  private static final Device BEN = Device.named("ben");
  private static final Device CAROL = Device.named("carol");
  private static final Device DORA = Device.named("dora");
  private static final Device EMIL = Device.named("emil");

  private ConflictVectors() {}

  static List<Vector> all() {
    return Stream.of(removals(), laterActs(), keys(), invites(), knocks(), others())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Vector> removals() {
    return List.of(
        asSigned(
            "two-hosts-remove-each-other",
            "the second one, as it was signed",
            Reason.FORK,
            session -> benRemoves(session, CAROL),
            session -> removal(session, CAROL, BEN)),
        asSignedBehindAJoin(),
        again(
            "two-hosts-remove-each-other-again",
            "the second one, signed again by who is out",
            Reason.NOT_HOST,
            session -> benRemoves(session, CAROL),
            session -> removal(session, CAROL, BEN)),
        again(
            "two-hosts-remove-one",
            "whoever is removed already",
            Reason.UNKNOWN_MEMBER,
            session -> benRemoves(session, DORA),
            session -> removal(session, CAROL, DORA)),
        again(
            "role-of-a-member-removed-meanwhile",
            "a role for whoever is removed already",
            Reason.UNKNOWN_MEMBER,
            session -> benRemoves(session, DORA),
            session -> session.change(CAROL).making(Role.VIEWER, DORA)),
        both(
            "two-hosts-remove-two",
            "each one, the second signed again",
            session -> benRemoves(session, DORA),
            session ->
                session
                    .change(CAROL)
                    .removing(BEN)
                    .revoking(cameBy(session, BEN))
                    .rekeying(ANA, CAROL)),
        both(
            "two-roles-for-one",
            "the second role counts",
            session -> session.add(session.change(BEN).making(Role.HOST, DORA)),
            session -> session.change(CAROL).making(Role.VIEWER, DORA)));
  }

  private static List<Vector> laterActs() {
    return List.of(
        byRemoved("change", session -> session.change(BEN).making(Role.VIEWER, DORA)),
        byRemoved("admit", session -> () -> admit(session, BEN)),
        byRemoved("knock", session -> () -> knock(session, BEN)),
        byRemoved("revoke", session -> () -> session.revoke(BEN, cameBy(session, DORA))),
        byRemoved("freeze", session -> () -> session.freeze(BEN, true)),
        byRemoved("end", session -> () -> session.end(BEN)),
        byDemoted("change", session -> session.change(BEN).making(Role.HOST, BEN)),
        byDemoted("admit", session -> () -> admit(session, BEN)),
        byDemoted("freeze", session -> () -> session.freeze(BEN, true)),
        byDemoted("end", session -> () -> session.end(BEN)),
        again(
            "demotion-that-leaves-an-invite",
            "a link that the former host made",
            Reason.INVITE_LEFT_OPEN,
            session -> session.invite(BEN, "made by ben").made(),
            session -> session.change(ANA).making(Role.EDITOR, BEN).revoking(cameBy(session, BEN))),
        again(
            "demotion-that-leaves-a-host-invite",
            "the link for a host by which the former host came in",
            Reason.INVITE_LEFT_OPEN,
            _ -> {},
            session -> session.change(ANA).making(Role.EDITOR, BEN)),
        both(
            "demotion-that-leaves-other-invites",
            "the link for an editor by which a later host came in, and one that somebody else made",
            session -> {
              session.invite(CAROL, "made by carol").role(Role.HOST).made();
              session.add(session.change(ANA).making(Role.HOST, DORA));
            },
            session -> session.change(ANA).making(Role.EDITOR, DORA)),
        again(
            "join-by-a-demoted-hosts-invite",
            "the link that a host made before the demotion",
            Reason.INVITE_REVOKED,
            session -> {
              var made = session.invite(BEN, "made by ben").role(Role.HOST).made();
              demoteBen(session, made);
            },
            session ->
                session.join(
                    Device.named("ben again"), InviteKeys.named("made by ben", session.sid()))));
  }

  private static List<Vector> keys() {
    return List.of(
        asSigned(
            "two-keys-at-once",
            "the second key of one number, as it was signed",
            Reason.FORK,
            session -> session.add(session.change(BEN).rekeying(ANA, BEN, CAROL, DORA)),
            session -> session.change(CAROL).rekeying(ANA, CAROL, BEN, DORA)),
        again(
            "two-keys-with-one-number",
            "the old content under a new prev",
            Reason.EPOCH_NUMBER,
            session -> session.add(session.change(BEN).rekeying(ANA, BEN, CAROL, DORA)),
            session -> session.change(CAROL).rekeying(2, List.of(ANA.id()), List.of())),
        both(
            "two-keys-one-after-the-other",
            "the second with the next number",
            session -> session.add(session.change(BEN).rekeying(ANA, BEN, CAROL, DORA)),
            session -> session.change(CAROL).rekeying(ANA, BEN, CAROL, DORA)),
        again(
            "key-for-a-member-removed-meanwhile",
            "the second key goes to whom the first step removed",
            Reason.EPOCH_MEMBER,
            session -> benRemoves(session, DORA),
            session -> session.change(CAROL).rekeying(ANA, BEN, CAROL, DORA)),
        again(
            "key-for-an-invite-revoked-meanwhile",
            "the second key goes to an invite that the first host took back",
            Reason.EPOCH_INVITE,
            session -> {
              var open = session.invite(ANA, "open").made();
              session.add(session.revoke(BEN, open));
            },
            session ->
                session
                    .change(CAROL)
                    .rekeying(
                        2,
                        List.of(CAROL.id()),
                        List.of(InviteKeys.named("open", session.sid()).id()))),
        again(
            "closing-heads-from-before",
            "a channel closes at the head that the second host saw at first",
            Reason.CLOSING_HEADS,
            session -> session.add(session.change(BEN).rekeying(ANA, BEN).closing(0, 12)),
            session -> session.change(CAROL).rekeying(ANA, CAROL).closing(0, 11)));
  }

  private static List<Vector> invites() {
    return List.of(
        again(
            "extension-of-an-invite-revoked-meanwhile",
            "an invite extended that another host took back",
            Reason.INVITE_REVOKED,
            session -> {
              var made = session.invite(CAROL, "made by carol").made();
              session.add(session.revoke(BEN, made));
            },
            session -> session.invite(CAROL, "made by carol").uses(2)),
        both(
            "two-hosts-revoke-one",
            "an invite that is revoked already",
            session -> session.add(session.revoke(BEN, approval(session))),
            session -> () -> session.revoke(CAROL, approval(session))));
  }

  private static List<Vector> knocks() {
    return List.of(
        again(
            "two-hosts-admit-one",
            "whoever is in already",
            Reason.NOT_PENDING,
            session -> session.add(admit(session, BEN)),
            session -> () -> admit(session, CAROL)),
        again(
            "admit-after-another-hosts-decline",
            "whom another host declined",
            Reason.NOT_PENDING,
            session -> session.add(session.change(BEN).removing(EMIL)),
            session -> () -> admit(session, CAROL)),
        again(
            "decline-after-another-hosts-admit",
            "whom another host admitted",
            Reason.KEY_UNCHANGED,
            session -> session.add(admit(session, BEN)),
            session -> session.change(CAROL).removing(EMIL)),
        again(
            "two-hosts-decline-one",
            "whom another host declined",
            Reason.UNKNOWN_MEMBER,
            session -> session.add(session.change(BEN).removing(EMIL)),
            session -> session.change(CAROL).removing(EMIL)),
        again(
            "two-hosts-answer-one-knock",
            "a second nonce for the same entry",
            Reason.KNOCKED_ALREADY,
            session -> session.add(knock(session, BEN)),
            session -> () -> knock(session, CAROL)));
  }

  private static List<Vector> others() {
    return List.of(
        both(
            "two-hosts-freeze",
            "the second freeze closes later",
            session -> session.add(session.freeze(BEN, true, head(0, 5))),
            session -> () -> session.freeze(CAROL, true, head(0, 6))),
        again(
            "two-hosts-end",
            "the session is over already",
            Reason.ENDED,
            session -> session.add(session.end(BEN)),
            session -> () -> session.end(CAROL)),
        again(
            "last-two-hosts-step-down",
            "the one who came second is the last",
            Reason.NO_HOST_LEFT,
            session -> {
              demoteBen(session);
              session.add(
                  session
                      .change(ANA)
                      .making(Role.EDITOR, ANA)
                      .revoking(cameBy(session, CAROL), cameBy(session, DORA), approval(session)));
            },
            session -> session.change(CAROL).making(Role.EDITOR, CAROL)));
  }

  /// Of a log that gained a join, too, the second statement is not even for the place of the first.
  private static Vector asSignedBehindAJoin() {
    var session = session();
    session.invite(ANA, "open").made();
    var second = removal(session, CAROL, BEN).entry();
    session.join(Device.named("frida"), InviteKeys.named("open", session.sid())).done();
    benRemoves(session, CAROL);
    return FoldVectors.refused(
        "two-hosts-remove-each-other-after-a-join",
        "the second one, as it was signed, before a join that the first one covers",
        Reason.NOT_CURRENT,
        session,
        second);
  }

  private static Vector byRemoved(String act, Function<TestSession, Draft> later) {
    return again(
        act + "-by-a-removed-host",
        "what a host does after its removal",
        Reason.NOT_HOST,
        session -> session.add(removal(session, ANA, BEN)),
        later);
  }

  private static Vector byDemoted(String act, Function<TestSession, Draft> later) {
    return again(
        act + "-by-a-demoted-host",
        "what a former host does after its demotion",
        Reason.NOT_HOST,
        session -> demoteBen(session),
        later);
  }

  /// The second statement as it was signed, beside the first.
  private static Vector asSigned(
      String name,
      String why,
      Reason reason,
      Consumer<TestSession> first,
      Function<TestSession, Draft> second) {
    var session = session();
    var signed = second.apply(session).entry();
    first.accept(session);
    return FoldVectors.refused(name, why, reason, session, signed);
  }

  /// The second statement signed behind the first.
  private static Vector again(
      String name,
      String why,
      Reason reason,
      Consumer<TestSession> first,
      Function<TestSession, Draft> second) {
    var session = session();
    first.accept(session);
    return FoldVectors.refused(name, why, reason, session, second.apply(session));
  }

  private static Vector both(
      String name, String why, Consumer<TestSession> first, Function<TestSession, Draft> second) {
    var session = session();
    first.accept(session);
    return FoldVectors.ok(name, why, session.add(second.apply(session)));
  }

  private static TestSession session() {
    var session = TestSession.open();
    session.joined(ANA, Role.HOST, "ben");
    session.joined(ANA, Role.HOST, "carol");
    session.joined(ANA, Role.EDITOR, "dora");
    session.join(EMIL, session.invite(ANA, "approval").withApproval().made()).done();
    return session;
  }

  private static void benRemoves(TestSession session, Device removed) {
    session.add(removal(session, BEN, removed));
  }

  private static ChangeDraft removal(TestSession session, Device by, Device removed) {
    var left = Stream.of(ANA, BEN, CAROL, DORA).filter(device -> !device.equals(removed)).toList();
    return session
        .change(by)
        .removing(removed)
        .revoking(cameBy(session, removed))
        .rekeying(left.toArray(Device[]::new));
  }

  private static void demoteBen(TestSession session, InviteKeys... alsoRevoked) {
    session.add(
        session
            .change(ANA)
            .making(Role.EDITOR, BEN)
            .revoking(cameBy(session, BEN))
            .revoking(alsoRevoked));
  }

  private static String admit(TestSession session, Device by) {
    return session.admit(by, approval(session), session.member(EMIL).entryHash(), Role.EDITOR);
  }

  private static String knock(TestSession session, Device by) {
    return session.knock(by, approval(session), session.member(EMIL).entryHash());
  }

  private static InviteKeys approval(TestSession session) {
    return InviteKeys.named("approval", session.sid());
  }

  private static InviteKeys cameBy(TestSession session, Device device) {
    var name =
        Stream.of("ben", "carol", "dora")
            .filter(it -> Device.named(it).id().equals(device.id()))
            .findFirst()
            .orElseThrow();
    return InviteKeys.named(name + "'s invite", session.sid());
  }
}
