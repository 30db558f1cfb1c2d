package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.ledger.Verdict.Code;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.TreeHead;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The entries of an export, one after the other: each in its place and time, each act of a
/// statement exactly once and in the statements' order, and no other act than could be.
final class EntrySequence {
  /// That a statement, whose first entry is `index`, was signed by one who had verified a ledger.
  record Claim(TreeHead checkpoint, long index) {}

  private final StatementHistory history;
  private final LeafHashes leaves = new LeafHashes();
  private final List<Claim> claims = new ArrayList<>();
  private final Deque<Act> expected = new ArrayDeque<>();
  private int statements;
  private String request = "";
  private long newest;

  EntrySequence(StatementHistory history) {
    this.history = history;
  }

  LeafHashes leaves() {
    return leaves;
  }

  /// In the order of the statements.
  List<Claim> claims() {
    return claims;
  }

  void add(ExportLine.Entry line) {
    if (line.index() != leaves.size()) {
      throw broken(Code.ORDER, "the entry in this place has another number");
    }
    var entry = parse(line);
    if (entry.at() < newest) {
      throw broken(Code.TIME, "it is older than the entry before it");
    }
    if (entry.type().byStatement()) {
      acceptByStatement(entry);
    } else {
      acceptObserved(entry);
    }
    newest = entry.at();
    leaves.add(entry.leafHash());
  }

  /// That nothing is left which must have an entry.
  void end() {
    if (!expected.isEmpty() || statements < history.size()) {
      throw broken(Code.MISSING_ACT, "an entry of statement " + next() + " is missing at the end");
    }
  }

  private LedgerEntry parse(ExportLine.Entry line) {
    LedgerEntry entry;
    try {
      entry = LedgerEntry.parse(line.entry());
    } catch (FormatException e) {
      throw broken(Code.MALFORMED, "it is no entry");
    }
    if (!line.salt().isEmpty() || !line.details().isEmpty()) {
      requireDetails(entry, line);
    }
    return entry;
  }

  private void requireDetails(LedgerEntry entry, ExportLine.Entry line) {
    Bytes commitment;
    try {
      var salt = Bytes.of(Base64Url.decode(line.salt(), Details.SALT_BYTES));
      commitment = Details.parse(line.details()).commitment(salt);
    } catch (FormatException e) {
      throw broken(Code.DETAILS, "its details are none");
    }
    if (entry.details().filter(commitment::equals).isEmpty()) {
      throw broken(Code.DETAILS, "its details are not those that it commits to");
    }
  }

  private void acceptByStatement(LedgerEntry entry) {
    int position =
        entry
            .statement()
            .flatMap(history::positionOf)
            .orElseThrow(() -> broken(Code.UNEXPECTED_ACT, "no statement says what it says"));
    if (position < next()) {
      throw broken(Code.UNEXPECTED_ACT, "its statement has its entries already");
    }
    if (position > next()) {
      throw broken(Code.MISSING_ACT, missing());
    }
    boolean isFirst = expected.isEmpty();
    if (isFirst) {
      begin();
    }
    var act = new Act(entry.type(), entry.actor(), entry.object(), entry.outcome());
    if (!act.equals(expected.getFirst())) {
      throw expected.contains(act)
          ? broken(Code.MISSING_ACT, missing())
          : broken(Code.UNEXPECTED_ACT, "statement " + position + " says something else");
    }
    if (entry.log() != position || (!isFirst && !entry.request().equals(request))) {
      throw broken(Code.UNEXPECTED_ACT, "statement " + position + " came otherwise");
    }
    request = entry.request();
    expected.removeFirst();
  }

  private void begin() {
    var past = history.get(statements++);
    expected.addAll(past.acts());
    if (past.checkpoint().size() > leaves.size()) {
      throw broken(Code.CONTRADICTED, "its signer had verified a longer ledger before");
    }
    claims.add(new Claim(past.checkpoint(), leaves.size()));
  }

  private void acceptObserved(LedgerEntry entry) {
    if (entry.log() < 1 || entry.log() > history.size()) {
      throw broken(Code.NOT_LEGAL, "the statement log was never that long");
    }
    if (!expected.isEmpty() || entry.log() > statements) {
      throw broken(Code.MISSING_ACT, missing());
    }
    if (entry.byMember() && !history.hadMember(entry.actor(), entry.log())) {
      throw broken(Code.NOT_LEGAL, "its actor was no member then");
    }
    if (!hadObject(entry)) {
      throw broken(Code.NOT_LEGAL, "what it speaks of was not there then");
    }
    if (!hadRight(entry)) {
      throw broken(Code.NOT_LEGAL, "its actor's role did not allow it then");
    }
  }

  private boolean hadObject(LedgerEntry entry) {
    return switch (entry.type().subject()) {
      case NOTHING -> true;
      case MEMBER -> history.knewMember(entry.object(), entry.log());
      case INVITE -> history.hadInvite(entry.object(), entry.log());
      case EPOCH -> history.hadEpoch(entry.object(), entry.log());
    };
  }

  private boolean hadRight(LedgerEntry entry) {
    var role =
        entry.byMember() ? history.roleOf(entry.actor(), entry.log()) : Optional.<Role>empty();
    if (entry.type() == EntryType.LEDGER_EXPORTED) {
      return role.filter(is -> is == Role.HOST || is == Role.AUDITOR).isPresent();
    }
    return entry.type() != EntryType.EPOCH_CONFIRMED
        || role.filter(is -> is != Role.AUDITOR).isPresent();
  }

  private String missing() {
    return "an entry of statement " + next() + " is missing before it";
  }

  /// The statement whose entries come next, or have begun to.
  private int next() {
    return expected.isEmpty() ? statements : statements - 1;
  }

  private BrokenLedgerException broken(Code code, String message) {
    return code.at(leaves.size(), message);
  }
}
