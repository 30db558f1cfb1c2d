package dev.latchkey.broker.session;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.roster.Tenure;
import java.util.List;
import java.util.TreeMap;

/// The entries that show, to whoever knows nothing but the session ID, that somebody was a host:
/// how it came in, how it became a host, and the same for every host who had to sign for that.
/// PROTOCOL.md §3.
final class InviterChain {
  private final SessionStore store;
  private final Roster roster;
  private final TreeMap<Integer, String> entries = new TreeMap<>();

  InviterChain(SessionStore store, Roster roster) {
    this.store = store;
    this.roster = roster;
    var _ = take(0);
  }

  /// In the order of the log, genesis first.
  List<String> entries() {
    return List.copyOf(entries.values());
  }

  /// Adds what shows this host.
  ///
  /// @param position where it has signed what is to be believed
  void show(MemberId id, int position) {
    var member = roster.member(id).orElseThrow();
    switch (take(member.entry())) {
      case Statement.Join join -> showInvite(join);
      case Statement.Move move -> show(move.mid(), member.entry());
      case Statement.Genesis _ -> {}
      case Statement.HostStatement _, Statement.Compared _ ->
          throw new IllegalStateException("nobody comes in by such a statement");
    }
    int became =
        member.tenures().stream()
            .filter(tenure -> tenure.role() == Role.HOST && tenure.from() <= position)
            .mapToInt(Tenure::from)
            .max()
            .orElseThrow();
    if (became > member.entry()
        && take(became) instanceof Statement.HostStatement statement
        && !statement.by().equals(id)) {
      show(statement.by(), became);
    }
  }

  /// The statement that this join names: the newest one then, which an extension may have followed.
  private void showInvite(Statement.Join join) {
    int answered = store.positionOf(roster.sid(), join.invite()).orElseThrow();
    if (take(answered) instanceof Statement.Invite invite) {
      show(invite.by(), answered);
    }
  }

  private Statement take(int position) {
    var text =
        store.entry(roster.sid(), position).orElseThrow(() -> new NotFound("the session is gone"));
    entries.put(position, text);
    return StatementEntry.parse(text).statement();
  }
}
