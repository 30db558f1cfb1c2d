package dev.latchkey.broker.session;

import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.BrokerException.HeadsMoved;
import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.RoleForbidden;
import dev.latchkey.broker.BrokerException.SessionStorageFull;
import dev.latchkey.broker.BrokerException.StatementConflict;
import dev.latchkey.broker.BrokerException.StatementInvalid;
import dev.latchkey.broker.ledger.Provenance;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.ChannelHead;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.roster.StatementException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Takes the statements of hosts into the log, each exactly behind what its signer had folded.
public final class HostStatements {
  private final SessionStore store;
  private final Rosters rosters;
  private final Holds heldJoins;
  private final Holds heldWrites;

  public HostStatements(SessionStore store, Rosters rosters, Holds heldJoins, Holds heldWrites) {
    this.store = store;
    this.rosters = rosters;
    this.heldJoins = heldJoins;
    this.heldWrites = heldWrites;
  }

  /// An epoch key, wrapped to one recipient.
  public record Wrap(WrapRecipient recipient, Bytes sealed) {}

  /// Throws [StatementInvalid] for a text that is no statement.
  public static StatementEntry parse(String text) {
    try {
      return StatementEntry.parse(text);
    } catch (FormatException e) {
      throw new StatementInvalid(e);
    }
  }

  /// Takes a statement about members, invites or the freeze. With it comes one wrap for everybody
  /// who gets a key by it, and none for anybody else: of the epoch that a change begins, or of the
  /// running one for whom it admits.
  ///
  /// @return the size of the log with this entry as its last
  /// @throws StatementConflict if the log has moved since the caller folded it; the session's
  ///     joins are then held back
  /// @throws HeadsMoved if a channel has another head than the statement closes it at; the
  ///     session's writes are then held back
  /// @throws SessionStorageFull if the log has its most
  public int take(
      Membership caller, Provenance provenance, StatementEntry entry, List<Wrap> wraps) {
    var statement = statement(caller, entry);
    if (statement instanceof Statement.Invite || statement instanceof Statement.End) {
      throw new BadRequest("statement: want a change, an admit, a knock, a revoke or a freeze");
    }
    return take(
        caller,
        provenance,
        entry,
        (after, effects) -> effects.withWraps(stored(wraps, statement, after)));
  }

  /// Ends the session, of which the log alone is kept.
  ///
  /// @return the size of the log with this entry as its last
  public int end(Membership caller, Provenance provenance, StatementEntry entry) {
    if (!(entry.statement() instanceof Statement.End)) {
      throw new BadRequest("statement: want an end");
    }
    return take(caller, provenance, entry, (_, effects) -> effects.erasing());
  }

  /// Appends the entry, a statement of the caller, and with it what `extra` adds, given the roster
  /// with the entry. The same text again gets the answer that it got the first time.
  int take(
      Membership caller,
      Provenance provenance,
      StatementEntry entry,
      BiFunction<Roster, Effects, Effects> extra) {
    if (caller.role() != Role.HOST) {
      throw new RoleForbidden();
    }
    var statement = statement(caller, entry);
    var session = caller.session();
    while (true) {
      var roster = rosters.of(session);
      if (!statement.prev().equals(roster.logHash())) {
        return repeated(session, entry, roster);
      }
      requireWritten(session, statement.heads());
      var next = fold(roster, entry);
      switch (rosters.append(
          roster,
          next,
          entry,
          provenance,
          effects -> extra.apply(next, closing(statement, effects)))) {
        case AppendResult.Appended(int size, _) -> {
          heldJoins.release(session);
          heldWrites.release(session);
          return size;
        }
        case AppendResult.HeadsMoved(Map<Integer, Long> heads) -> {
          heldWrites.hold(session);
          throw new HeadsMoved(heads);
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

  private static Statement.HostStatement statement(Membership caller, StatementEntry entry) {
    if (!(entry.statement() instanceof Statement.HostStatement statement)
        || !statement.by().equals(caller.member())) {
      throw new BadRequest("want a statement signed by the caller");
    }
    return statement;
  }

  private static Effects closing(Statement.HostStatement statement, Effects effects) {
    return statement instanceof Statement.ClosingStatement closing
        ? effects.withClosing(heads(closing.closing()))
        : effects;
  }

  private static Map<Integer, Long> heads(List<ChannelHead> closing) {
    return closing.stream().collect(Collectors.toMap(ChannelHead::channel, ChannelHead::head));
  }

  private static List<StoredWrap> stored(
      List<Wrap> wraps, Statement.HostStatement statement, Roster after) {
    var recipients = recipients(statement, after);
    if (wraps.size() != recipients.size()
        || !wraps.stream().map(Wrap::recipient).collect(Collectors.toSet()).equals(recipients)) {
      throw new BadRequest("wraps: want one for each who gets a key by the statement, no others");
    }
    return wraps.stream()
        .map(wrap -> new StoredWrap(after.epoch(), wrap.recipient(), wrap.sealed()))
        .toList();
  }

  private static Set<WrapRecipient> recipients(Statement.HostStatement statement, Roster after) {
    return switch (statement) {
      case Statement.Change change ->
          change.epoch().map(HostStatements::recipients).orElse(Set.of());
      case Statement.Admit admit ->
          after.members().stream()
              .filter(it -> it.entryHash().equals(admit.member()) && it.role() != Role.AUDITOR)
              .map(it -> new WrapRecipient.Member(it.id()))
              .collect(Collectors.toSet());
      case Statement.Invite _,
          Statement.Revoke _,
          Statement.Knock _,
          Statement.Freeze _,
          Statement.End _ ->
          Set.of();
    };
  }

  private static Set<WrapRecipient> recipients(Statement.NewEpoch epoch) {
    return Stream.<WrapRecipient>concat(
            epoch.members().stream().map(WrapRecipient.Member::new),
            epoch.invites().stream().map(WrapRecipient.Invite::new))
        .collect(Collectors.toSet());
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

  static Roster fold(Roster roster, StatementEntry entry) {
    try {
      return roster.apply(entry);
    } catch (StatementException e) {
      throw new StatementInvalid(e);
    }
  }
}
