package dev.latchkey.broker.session;

import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.SessionStorageFull;
import dev.latchkey.broker.ledger.Provenance;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import java.util.function.UnaryOperator;

/// Takes into the log with whom members have compared the emoji. Such a statement names no place in
/// the log, so it follows whatever came before.
public final class Comparisons {
  private final SessionStore store;
  private final Rosters rosters;
  private final Holds heldJoins;

  public Comparisons(SessionStore store, Rosters rosters, Holds heldJoins) {
    this.store = store;
    this.rosters = rosters;
    this.heldJoins = heldJoins;
  }

  /// Appends the entry, a statement of the caller. The same text again gets the answer that it got
  /// the first time.
  ///
  /// @return the size of the log with this entry as its last
  public int take(Membership caller, Provenance provenance, StatementEntry entry) {
    if (!(entry.statement() instanceof Statement.Compared compared)
        || !compared.by().equals(caller.member())) {
      throw new BadRequest("statement: want a comparison by the caller");
    }
    var session = caller.session();
    while (true) {
      heldJoins.await(session);
      var roster = rosters.of(session);
      var position = store.positionOf(session, entry.hash());
      if (position.isPresent()) {
        return position.getAsInt() + 1;
      }
      var next = HostStatements.fold(roster, entry);
      switch (rosters.append(roster, next, entry, provenance, UnaryOperator.identity())) {
        case AppendResult.Appended(int size, _) -> {
          return size;
        }
        case AppendResult.Conflict _ -> {
          // Somebody else was faster: fold what they wrote, and decide again.
        }
        case AppendResult.Gone _ -> throw new NotFound("the session is gone");
        case AppendResult.Full _ -> throw new SessionStorageFull();
        case AppendResult.HeadsMoved _ -> throw new IllegalStateException("no heads were given");
        case AppendResult.ChallengeUsed _ ->
            throw new IllegalStateException("no challenge was given");
      }
    }
  }
}
