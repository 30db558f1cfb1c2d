package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;

/// Logs of honest devices.
final class Histories {
  private Histories() {}

  /// A log with every kind of statement; the last one is by a host.
  static TestSession withEveryKind() {
    var session = TestSession.open();
    var forBen = session.invite(ANA, "for ben").uses(2).made();
    var ben = session.join(Device.named("ben"), forBen).done();
    session.add(session.invite(ANA, "for ben").uses(3));
    var forCarol = session.invite(ANA, "for carol").role(Role.HOST).withApproval().made();
    var carol = session.join(Device.named("carol"), forCarol).done();
    var knock = session.member(carol).entryHash();
    session.add(session.knock(ANA, forCarol, knock));
    session.add(session.admit(ANA, forCarol, knock, Role.HOST));
    session.add(session.change(carol).rekeying(ANA, ben, carol).closing(0, 4));
    session.add(session.change(ANA).making(Role.VIEWER, ben).closing(0, 9).closing(3, 1));
    var phone = session.move(carol, Device.named("carol's phone")).done();
    session.add(session.revoke(phone, forBen));
    session.add(
        session
            .change(ANA)
            .removing(ben)
            .revoking(forCarol)
            .rekeying(ANA, phone)
            .closing(0, 9)
            .closing(3, 2));
    session.add(session.compared(phone, ANA));
    session.add(session.freeze(phone, true, TestSession.head(0, 9), TestSession.head(3, 2)));
    session.add(session.freeze(ANA, false, TestSession.head(0, 10), TestSession.head(3, 2)));
    return session.add(session.end(ANA));
  }
}
