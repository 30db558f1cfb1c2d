package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;

import dev.latchkey.crypto.sign.SigningKey;
import java.util.List;
import java.util.function.Function;

/// Whole logs of honest devices, for what is built on the fold.
public final class SampleLogs {
  private static final Device BEN = Device.named("ben");

  private SampleLogs() {}

  /// With what the broker of these logs signs checkpoints.
  public static SigningKey ledgerKey() {
    return Device.named("ledger").signing();
  }

  /// A log that folds.
  public record SampleLog(SessionId sid, List<String> entries) {
    public SampleLog {
      entries = List.copyOf(entries);
    }

    /// Of entries that begin with genesis.
    public static SampleLog of(List<String> entries) {
      return new SampleLog(StatementEntry.parse(entries.getFirst()).statement().sid(), entries);
    }
  }

  public static SampleLog everyKind() {
    return of(Histories.withEveryKind());
  }

  /// Several members by one invite and by their own; a role given and one taken, a removal, an
  /// approval, a comparison that failed, a move, and the end.
  public static SampleLog people() {
    return people(_ -> TreeHead.EMPTY);
  }

  /// The same with hosts who have verified the ledger of the log so far.
  public static SampleLog people(Function<List<String>, TreeHead> ledger) {
    var session = TestSession.open().watching(ledger);
    var shared = session.invite(ANA, "shared").uses(3).made();
    var ben = session.join(BEN, shared).done();
    var carol = session.join(Device.named("carol"), shared).done();
    session.add(session.change(ANA).making(Role.HOST, carol).making(Role.VIEWER, ben));
    var approval = session.invite(carol, "approval").role(Role.AUDITOR).withApproval().made();
    var dora = session.join(Device.named("dora"), approval).done();
    session.add(session.knock(ANA, approval, session.member(dora).entryHash()));
    session.add(session.admit(carol, approval, session.member(dora).entryHash(), Role.AUDITOR));
    session.add(session.compared(carol, ANA).differing());
    var phone = session.move(ANA, Device.named("ana's phone")).done();
    session.add(
        session
            .change(phone)
            .removing(ben)
            .making(Role.EDITOR, carol)
            .revoking(shared, approval)
            .rekeying(phone, carol));
    session.add(session.freeze(phone, true));
    return of(session.add(session.end(phone)));
  }

  /// An invite, a join, another role and key; by a host who has verified the ledger.
  public static SampleLog pair(Function<List<String>, TreeHead> ledger) {
    var session = TestSession.open().watching(ledger);
    session.join(BEN, session.invite(ANA, "invite").uses(2).made()).done();
    return of(session.add(session.change(ANA).making(Role.VIEWER, BEN).rekeying(ANA, BEN)));
  }

  /// A pending member is declined in the step that removes another one.
  public static SampleLog decline() {
    var session = TestSession.open();
    var ben = session.joined(ANA, Role.EDITOR, "ben");
    var approval = session.invite(ANA, "approval").withApproval().made();
    var carol = session.join(Device.named("carol"), approval).done();
    return of(
        session.add(
            session
                .change(ANA)
                .removing(carol, ben)
                .revoking(InviteKeys.named("ben's invite", session.sid()))
                .rekeying(ANA)));
  }

  public static SampleLog surplus() {
    var session = TestSession.open();
    var invite = session.invite(ANA, "invite").made();
    session.join(BEN, invite).done();
    session.join(Device.named("mallory"), invite).done();
    var approval = session.invite(ANA, "approval").withApproval().made();
    session.join(Device.named("carol"), approval).done();
    session.join(Device.named("dora"), approval).done();
    return of(session);
  }

  public static SampleLog nothing() {
    var session = TestSession.open();
    return of(session.add(session.change(ANA).closing(0, 4)));
  }

  private static SampleLog of(TestSession session) {
    return new SampleLog(session.sid(), session.log());
  }
}
