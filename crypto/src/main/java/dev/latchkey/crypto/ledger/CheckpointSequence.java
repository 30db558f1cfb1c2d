package dev.latchkey.crypto.ledger;

import static java.util.Comparator.comparingLong;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.ledger.EntrySequence.Claim;
import dev.latchkey.crypto.ledger.Verdict.Code;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The checkpoints of an export, one after the other: each signed, each of the root that its
/// entries have, and so each consistent with all others; the last one of all entries. On the way,
/// what hosts signed of the ledger's earlier states is compared, too.
final class CheckpointSequence {
  private final NoteKey key;
  private final LeafHashes leaves;
  private final Deque<Claim> claims;
  private final CompactRange range = new CompactRange();
  private final Map<Long, Bytes> roots = new HashMap<>();
  private long newest;
  private long covered;

  CheckpointSequence(NoteKey key, LeafHashes leaves, List<Claim> claims) {
    this.key = key;
    this.leaves = leaves;
    this.claims =
        new ArrayDeque<>(
            claims.stream().sorted(comparingLong(claim -> claim.checkpoint().size())).toList());
  }

  void add(ExportLine.SessionCheckpoint line) {
    var checkpoint = open(line.note());
    if (checkpoint.size() <= newest) {
      throw Code.ORDER.because("the checkpoints are not in the order of their sizes");
    }
    if (checkpoint.size() > leaves.size()) {
      throw Code.TRUNCATED.at(
          leaves.size(), "a checkpoint was signed of " + checkpoint.size() + " entries");
    }
    var claim = advance(checkpoint.size());
    if (!range.root().equals(checkpoint.root())) {
      throw Code.ROOT.at(
          covered,
          "one of the entries up to " + (checkpoint.size() - 1) + " is not what was signed");
    }
    if (claim.isPresent()) {
      throw Code.CONTRADICTED.at(
          covered, "the host who acted in " + claim.get().index() + " had verified other entries");
    }
    newest = checkpoint.size();
    covered = newest;
    roots.put(newest, checkpoint.root());
  }

  /// That all entries are covered.
  void end() {
    if (newest < leaves.size() || newest == 0) {
      throw Code.TRUNCATED.at(newest, "no signed checkpoint follows");
    }
  }

  int count() {
    return roots.size();
  }

  /// The root at one of the sizes that there was a checkpoint of.
  Optional<Bytes> root(long size) {
    return Optional.ofNullable(roots.get(size));
  }

  private Checkpoint open(String note) {
    try {
      return Checkpoint.open(note, key);
    } catch (FormatException e) {
      throw Code.MALFORMED.because("a checkpoint is none");
    } catch (InvalidNoteException e) {
      throw Code.SIGNATURE.because("a checkpoint is not signed by the key that genesis names");
    }
  }

  /// Gives the first claim on the way that is about other entries. What fits widens what is
  /// covered.
  private Optional<Claim> advance(long size) {
    var other = otherClaim();
    while (range.size() < size && other.isEmpty()) {
      range.append(leaves.get((int) range.size()));
      other = otherClaim();
    }
    while (range.size() < size) {
      range.append(leaves.get((int) range.size()));
    }
    return other;
  }

  private Optional<Claim> otherClaim() {
    while (!claims.isEmpty() && claims.getFirst().checkpoint().size() == range.size()) {
      var claim = claims.removeFirst();
      if (!claim.checkpoint().root().equals(range.root())) {
        return Optional.of(claim);
      }
      covered = range.size();
    }
    return Optional.empty();
  }
}
