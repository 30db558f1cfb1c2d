package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.roster.StatementException;
import dev.latchkey.crypto.roster.TreeHead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A statement log, folded, with what each entry did and since when and until when there was what
/// an entry of the ledger may speak of. Keeps no text.
final class StatementHistory {
  /// @param checkpoint the ledger that the signer had verified; of nobody's, the empty one
  record Past(Bytes hash, List<Act> acts, TreeHead checkpoint) {
    Past {
      acts = List.copyOf(acts);
    }
  }

  private static final int STILL = Integer.MAX_VALUE;

  private final List<Past> statements = new ArrayList<>();
  private final Map<Bytes, Integer> positions = new HashMap<>();
  private final Map<String, Integer> left = new HashMap<>();
  private final Map<String, Integer> invites = new HashMap<>();
  private final List<Integer> epochs = new ArrayList<>();
  private Roster roster;

  StatementHistory(SessionId sid) {
    this.roster = Roster.begin(sid);
  }

  void add(ExportLine.Statement line) {
    int position = statements.size();
    if (line.position() != position) {
      throw Verdict.Code.ORDER.because("statement " + position + " is not in its place");
    }
    try {
      add(StatementEntry.parse(line.entry()));
    } catch (FormatException e) {
      throw Verdict.Code.STATEMENT.because("statement " + position + " is none");
    } catch (StatementException e) {
      throw Verdict.Code.STATEMENT.because(
          "statement " + position + " may not stand in the log: " + e.reason().wire());
    }
  }

  private void add(StatementEntry entry) {
    int position = statements.size();
    var after = roster.apply(entry);
    var statement = entry.statement();
    if (statement instanceof Statement.Change change) {
      change.removed().forEach(mid -> left.put(mid.value(), position));
      change.epoch().ifPresent(_ -> epochs.add(position));
    }
    if (statement instanceof Statement.Move move) {
      left.put(move.mid().value(), position);
    }
    if (statement instanceof Statement.Invite invite) {
      invites.putIfAbsent(invite.iid().value(), position);
    }
    var checkpoint =
        statement instanceof Statement.HostStatement host ? host.checkpoint() : TreeHead.EMPTY;
    statements.add(new Past(entry.hash(), Acts.of(roster, entry), checkpoint));
    positions.put(entry.hash(), position);
    roster = after;
  }

  int size() {
    return statements.size();
  }

  Past get(int position) {
    return statements.get(position);
  }

  /// Where the statement with this hash stands, if any does.
  Optional<Integer> positionOf(Bytes hash) {
    return Optional.ofNullable(positions.get(hash));
  }

  /// As it is in the end.
  Roster roster() {
    return roster;
  }

  /// Whether that was a member, or one who waits for an answer, when the log had `size` entries.
  boolean hadMember(String mid, int size) {
    return member(mid)
        .filter(member -> member.standing() != Member.Standing.SURPLUS)
        .filter(member -> member.entry() < size && size <= left.getOrDefault(mid, STILL))
        .isPresent();
  }

  /// Whether that was once a member, or one who waits for an answer, when the log had `size`
  /// entries.
  boolean knewMember(String mid, int size) {
    return member(mid).filter(member -> member.entry() < size).isPresent();
  }

  /// The role that counted when the log had `size` entries.
  Optional<Role> roleOf(String mid, int size) {
    return member(mid).stream()
        .flatMap(member -> member.tenures().stream())
        .filter(tenure -> tenure.from() < size && size <= tenure.until())
        .map(tenure -> tenure.role())
        .findFirst();
  }

  boolean hadInvite(String iid, int size) {
    return invites.getOrDefault(iid, STILL) < size;
  }

  boolean hadEpoch(String number, int size) {
    int epoch = Integer.parseInt(number);
    return epoch <= epochs.size() && epochs.get(epoch - 1) < size;
  }

  private Optional<Member> member(String mid) {
    return roster.member(new MemberId(mid));
  }
}
