package dev.latchkey.broker.witness;

import dev.latchkey.crypto.ledger.Checkpoint;
import dev.latchkey.crypto.ledger.NoteSignature;
import dev.latchkey.crypto.ledger.SignatureKey;
import dev.latchkey.crypto.ledger.SignedNote;
import java.util.HashSet;
import java.util.Set;

/// A checkpoint that is before the witnesses.
final class Proposal {
  private final Checkpoint checkpoint;
  private final long since;
  private final Set<SignatureKey> signers;
  private final Set<Witness> awaited = new HashSet<>();
  private SignedNote note;
  private boolean isPublished;

  /// @param since when it was made, by a clock that only goes forward
  /// @param signers whose signatures the note has: keys of the log, and witnesses
  Proposal(Checkpoint checkpoint, SignedNote note, Set<SignatureKey> signers, long since) {
    this.checkpoint = checkpoint;
    this.note = note;
    this.signers = new HashSet<>(signers);
    this.since = since;
  }

  Checkpoint checkpoint() {
    return checkpoint;
  }

  SignedNote note() {
    return note;
  }

  long since() {
    return since;
  }

  Set<SignatureKey> signers() {
    return signers;
  }

  void await(Witness witness) {
    awaited.add(witness);
  }

  /// The witness is not awaited any more.
  void answered(Witness witness) {
    awaited.remove(witness);
  }

  void add(Witness witness, NoteSignature signature) {
    if (signers.add(witness.key())) {
      note = note.with(signature);
    }
  }

  boolean isAwaiting() {
    return !awaited.isEmpty();
  }

  boolean isPublished() {
    return isPublished;
  }

  void published() {
    isPublished = true;
  }
}
