package dev.latchkey.crypto.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.ledger.Verdict.Code;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the broker-wide log says about the checkpoints of an export, and who vouches for that log.
final class LogEvidence {
  private final String origin;
  private final NoteKey key;
  private final CheckpointSequence checkpoints;
  private @Nullable Checkpoint head;
  private @Nullable String note;
  private long newestIndex = -1;
  private long newestSize;

  LogEvidence(String origin, NoteKey key, CheckpointSequence checkpoints) {
    this.origin = origin;
    this.key = key;
    this.checkpoints = checkpoints;
  }

  void add(ExportLine.LogCheckpoint line) {
    try {
      head = Checkpoint.open(line.note(), key);
      note = line.note();
    } catch (FormatException e) {
      throw Code.MALFORMED.because("the checkpoint of the broker-wide log is none");
    } catch (InvalidNoteException e) {
      throw Code.SIGNATURE.because("the broker-wide log is not signed by its key");
    }
  }

  void add(ExportLine.Logged line) {
    if (head == null) {
      throw Code.ORDER.because("the checkpoint of the broker-wide log is missing");
    }
    var logged = read(line);
    if (line.index() <= newestIndex || logged.size() <= newestSize) {
      throw Code.ORDER.because("what was logged is not in its order");
    }
    var leaf = MerkleTree.leafHash(line.entry().toByteArray());
    if (!logged.origin().equals(origin)
        || checkpoints.root(logged.size()).filter(logged.root()::equals).isEmpty()
        || !new InclusionProof(line.index(), head.size(), line.hashes())
            .proves(leaf, head.root())) {
      throw Code.LOG_PROOF.because(
          "the checkpoint of " + logged.size() + " entries is not in the broker-wide log");
    }
    newestIndex = line.index();
    newestSize = logged.size();
  }

  /// How many entries the log vouches for.
  long size() {
    return newestSize;
  }

  /// Whether the policy asks for witnesses at all, and they have cosigned the log that holds a
  /// checkpoint of this ledger.
  boolean isCosigned(WitnessPolicy policy) {
    if (note == null || newestSize == 0 || policy.isMetBy(Set.of())) {
      return false;
    }
    try {
      policy.open(note, key);
      return true;
    } catch (InvalidNoteException e) {
      return false;
    }
  }

  private static Checkpoint read(ExportLine.Logged line) {
    try {
      return Checkpoint.parse(new String(line.entry().toByteArray(), US_ASCII));
    } catch (FormatException e) {
      throw Code.LOG_PROOF.because("an entry of the broker-wide log is no checkpoint");
    }
  }
}
