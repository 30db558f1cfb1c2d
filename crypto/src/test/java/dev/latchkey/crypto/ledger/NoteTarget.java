package dev.latchkey.crypto.ledger;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.fuzz.Choice;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.sign.SigningKey;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Notes, checkpoints, proofs, keys and policies: what is read is what its own writing says again,
/// and no mutant of a signed note opens as anything but what was signed.
public final class NoteTarget implements FuzzTarget {
  private static final String ORIGIN = "broker.example/log";
  private static final SigningKey LOG_KEY = SigningKey.fromSeed(SeededRandom.bytes("log", 32));
  private static final SigningKey WITNESS_KEY = SigningKey.fromSeed(SeededRandom.bytes("w", 32));
  private static final NoteKey LOG = new NoteKey(ORIGIN, LOG_KEY.verifyingKey());
  private static final WitnessKey WITNESS = new WitnessKey("w", WITNESS_KEY.verifyingKey());
  private static final Checkpoint SIGNED =
      new Checkpoint(ORIGIN, 5, MerkleTree.leafHash(new byte[] {5}));
  private static final List<Consumer<String>> READERS =
      List.of(
          NoteTarget::note,
          NoteTarget::checkpoint,
          NoteTarget::proof,
          NoteTarget::key,
          NoteTarget::policy);

  @Override
  public List<byte[]> seeds() {
    var note = SignedNote.parse(SIGNED.sign(LOG_KEY));
    var cosigned =
        note.with(Cosignature.sign(note.body(), WITNESS.name(), 1_764_504_000, WITNESS_KEY));
    var hashes = List.of(SIGNED.root(), MerkleTree.EMPTY_ROOT);
    String policy = "# policy\nlog %s\nwitness w %s https://w.example\ngroup g any w\nquorum g\n";
    return List.of(
        seed(0, cosigned.text()),
        seed(1, SIGNED.body()),
        seed(1, new Checkpoint(ORIGIN, 0, MerkleTree.EMPTY_ROOT).body()),
        seed(2, new TlogProof(3, hashes, note.text()).text()),
        seed(2, new TlogProof(0, List.of(), "note\n").text().replace("index", "extra AA==\nindex")),
        seed(3, LOG.text()),
        seed(3, WITNESS.text()),
        seed(4, policy.formatted(LOG.text(), WITNESS.text())),
        seed(4, "quorum none\n"));
  }

  @Override
  public void accept(byte[] input) {
    Choice.of(input, READERS)
        .ifPresent(choice -> choice.chosen().accept(new String(choice.rest(), UTF_8)));
  }

  private static byte[] seed(int reader, String text) {
    return Choice.seed(reader, text.getBytes(UTF_8));
  }

  private static void note(String text) {
    unlessRefused(FormatException.class, () -> SignedNote.parse(text))
        .ifPresent(
            note -> {
              assertThat(note.text()).isEqualTo(text);
              unlessRefused(
                      InvalidNoteException.class,
                      () -> note.signers(List.<SignatureKey>of(LOG, WITNESS)))
                  .ifPresent(signers -> assertThat(note.body()).isEqualTo(SIGNED.body()));
            });
  }

  private static void checkpoint(String body) {
    unlessRefused(FormatException.class, () -> Checkpoint.parse(body))
        .ifPresent(checkpoint -> assertThat(checkpoint.body()).isEqualTo(body));
  }

  private static void proof(String text) {
    unlessRefused(FormatException.class, () -> TlogProof.parse(text))
        .ifPresent(proof -> assertThat(TlogProof.parse(proof.text())).isEqualTo(proof));
  }

  private static void key(String text) {
    unlessRefused(FormatException.class, () -> NoteKey.parse(text))
        .ifPresent(key -> assertThat(key.text()).isEqualTo(text));
    unlessRefused(FormatException.class, () -> WitnessKey.parse(text))
        .ifPresent(key -> assertThat(key.text()).isEqualTo(text));
  }

  /// All of its witnesses together are enough for every policy.
  private static void policy(String text) {
    unlessRefused(FormatException.class, () -> WitnessPolicy.parse(text))
        .ifPresent(
            policy -> {
              var all = policy.witnesses().stream().map(WitnessPolicy.Witness::key).toList();
              assertThat(policy.isMetBy(Set.copyOf(all))).isTrue();
            });
  }
}
