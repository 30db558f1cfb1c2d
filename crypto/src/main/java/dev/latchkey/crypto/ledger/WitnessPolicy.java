package dev.latchkey.crypto.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Which logs are trusted, and which of which witnesses have to cosign their checkpoints. C2SP
/// tlog-policy, of keys with Ed25519.
public final class WitnessPolicy {
  /// Of logs, of witnesses, and of groups.
  public static final int MAX_OF_A_KIND = 32;

  /// How many characters a policy may have.
  public static final int MAX_CHARS = 65_536;

  /// A witness that the policy knows.
  ///
  /// @param name what the policy calls it
  /// @param url where it takes checkpoints, or empty
  public record Witness(String name, WitnessKey key, String url) {}

  private final String text;
  private final List<NoteKey> logs;
  private final List<Witness> witnesses;
  private final Quorum quorum;

  private WitnessPolicy(String text, List<NoteKey> logs, List<Witness> witnesses, Quorum quorum) {
    this.text = text;
    this.logs = List.copyOf(logs);
    this.witnesses = List.copyOf(witnesses);
    this.quorum = quorum;
  }

  /// Throws [FormatException] for anything but a policy, for keys of other types, and for one
  /// beyond the limits above.
  public static WitnessPolicy parse(String text) {
    var reader = new WitnessPolicyReader();
    reader.read(text);
    return new WitnessPolicy(text, reader.logs(), reader.witnesses(), reader.quorum());
  }

  /// As it was read.
  public String text() {
    return text;
  }

  /// The logs whose checkpoints count; if there is none, that is known from elsewhere.
  public List<NoteKey> logs() {
    return logs;
  }

  public List<Witness> witnesses() {
    return witnesses;
  }

  /// Whether these are enough, of whom only those that the policy knows count.
  public boolean isMetBy(Set<? extends SignatureKey> cosigners) {
    return quorum.isMetBy(cosigners);
  }

  /// Reads a checkpoint of that log. Throws [FormatException] if it is none, and
  /// [InvalidNoteException] if the log did not sign it or is not one of the policy, if a known
  /// witness's cosignature is bad, or if too few of them cosigned.
  public Checkpoint open(String note, NoteKey log) {
    if (!logs.isEmpty() && !logs.contains(log)) {
      throw new InvalidNoteException("checkpoint: want a log of the policy");
    }
    var checkpoint = Checkpoint.open(note, log);
    if (!isMetBy(cosigners(note, log))) {
      throw new InvalidNoteException("checkpoint: want the cosignatures of the quorum");
    }
    return checkpoint;
  }

  private Set<SignatureKey> cosigners(String note, NoteKey log) {
    var known = new ArrayList<SignatureKey>();
    known.add(log);
    witnesses.forEach(witness -> known.add(witness.key()));
    return SignedNote.parse(note).signers(known);
  }
}
