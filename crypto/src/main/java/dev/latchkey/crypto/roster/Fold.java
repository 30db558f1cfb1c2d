package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.roster.Statement.HostStatement;
import dev.latchkey.crypto.roster.StatementException.Reason;

/// One step of the fold: the rules that hold for every entry, then those of its kind.
final class Fold {
  private Fold() {}

  static void fold(RosterState state, StatementEntry entry) {
    var statement = entry.statement();
    Reason.ENDED.unless(!state.ended);
    Reason.FOREIGN_SESSION.unless(statement.sid().equals(state.sid));
    Reason.OUT_OF_PLACE.unless(isInPlace(statement, state.size));
    if (statement instanceof HostStatement host) {
      HostRules.accept(state, entry, host);
    }
    switch (statement) {
      case Statement.Genesis genesis -> HostRules.genesis(state, entry, genesis);
      case Statement.Change change -> ChangeRules.change(state, change);
      case Statement.Invite invite -> InviteRules.invite(state, entry, invite);
      case Statement.Revoke revoke -> InviteRules.revoke(state, revoke);
      case Statement.Join join -> MemberRules.join(state, entry, join);
      case Statement.Knock knock -> MemberRules.knock(state, knock);
      case Statement.Admit admit -> MemberRules.admit(state, admit);
      case Statement.Move move -> MemberRules.move(state, entry, move);
      case Statement.Freeze freeze -> ChangeRules.freeze(state, freeze);
      case Statement.End _ -> state.ended = true;
      case Statement.Compared compared -> ComparisonRules.compared(state, entry, compared);
    }
    if (mayTakeARight(statement)) {
      state.lastChange = state.size;
    }
    state.logHash = StatementLog.next(state.sid, state.logHash, entry.text());
    state.size++;
  }

  private static boolean isInPlace(Statement statement, int position) {
    return switch (position) {
      case 0 -> statement instanceof Statement.Genesis;
      case 1 -> statement instanceof Statement.Change;
      default -> !(statement instanceof Statement.Genesis);
    };
  }

  private static boolean mayTakeARight(Statement statement) {
    return switch (statement) {
      case Statement.Change _,
          Statement.Admit _,
          Statement.Move _,
          Statement.Freeze _,
          Statement.End _ ->
          true;
      case Statement.Genesis _,
          Statement.Invite _,
          Statement.Revoke _,
          Statement.Join _,
          Statement.Knock _,
          Statement.Compared _ ->
          false;
    };
  }
}
