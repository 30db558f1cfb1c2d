package dev.latchkey.broker.session;

import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.RoleForbidden;
import dev.latchkey.broker.BrokerException.SessionStorageFull;
import dev.latchkey.broker.BrokerException.StatementConflict;
import dev.latchkey.broker.BrokerException.StatementInvalid;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.ChannelHead;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.roster.StatementException;
import java.util.List;
import java.util.function.UnaryOperator;

/// Takes the statements of hosts into the log, each exactly behind what its signer had folded.
public final class HostStatements {
  private final SessionStore store;
  private final Rosters rosters;
  private final HeldJoins heldJoins;

  public HostStatements(SessionStore store, Rosters rosters, HeldJoins heldJoins) {
    this.store = store;
    this.rosters = rosters;
    this.heldJoins = heldJoins;
  }

  /// Throws [StatementInvalid] for a text that is no statement.
  public static StatementEntry parse(String text) {
    try {
      return StatementEntry.parse(text);
    } catch (FormatException e) {
      throw new StatementInvalid(e);
    }
  }

  /// As [#take(Membership, StatementEntry, UnaryOperator)], for a statement that adds nothing.
  public int take(Membership caller, StatementEntry entry) {
    return take(caller, entry, UnaryOperator.identity());
  }

  /// Appends the entry, a statement of the caller, and with it what `extra` adds. The same text
  /// again gets the answer that it got the first time.
  ///
  /// @return the size of the log with this entry as its last
  /// @throws StatementConflict if the log has moved since the caller folded it; the session's
  ///     joins are then held back
  /// @throws SessionStorageFull if the log has its most
  int take(Membership caller, StatementEntry entry, UnaryOperator<Effects> extra) {
    if (caller.role() != Role.HOST) {
      throw new RoleForbidden();
    }
    if (!(entry.statement() instanceof Statement.HostStatement statement)
        || !statement.by().equals(caller.member())) {
      throw new BadRequest("want a statement signed by the caller");
    }
    var session = caller.session();
    while (true) {
      var roster = rosters.of(session);
      if (!statement.prev().equals(roster.logHash())) {
        return repeated(session, entry, roster);
      }
      requireWritten(session, statement.heads());
      switch (rosters.append(roster, fold(roster, entry), entry, extra)) {
        case AppendResult.Appended(int size) -> {
          heldJoins.release(session);
          return size;
        }
        case AppendResult.Conflict _ -> {
          // Somebody else was faster: fold what they wrote, and see that prev is no longer current.
        }
        case AppendResult.Gone _ -> throw new NotFound("the session is gone");
        case AppendResult.Full _ -> throw new SessionStorageFull();
        case AppendResult.ChallengeUsed _ ->
            throw new IllegalStateException("no challenge was given");
      }
    }
  }

  private int repeated(SessionId session, StatementEntry entry, Roster roster) {
    var position = store.positionOf(session, entry.hash());
    if (position.isPresent()) {
      return position.getAsInt() + 1;
    }
    heldJoins.hold(session);
    throw new StatementConflict(roster.size());
  }

  /// A signer can have verified only what there is.
  private void requireWritten(SessionId session, List<ChannelHead> heads) {
    if (heads.isEmpty()) {
      return;
    }
    var written = store.channelHeads(session);
    for (var head : heads) {
      if (head.head() > written.getOrDefault(head.channel(), -1L)) {
        throw new StatementInvalid("heads: want channels that were written, up to their newest");
      }
    }
  }

  private static Roster fold(Roster roster, StatementEntry entry) {
    try {
      return roster.apply(entry);
    } catch (StatementException e) {
      throw new StatementInvalid(e);
    }
  }
}
