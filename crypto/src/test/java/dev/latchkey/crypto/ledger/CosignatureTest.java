package dev.latchkey.crypto.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.sign.SigningKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class CosignatureTest {
  private static final String ORIGIN = "broker.example/log";
  private static final String WITNESS = "witness.example/w1";
  private static final long NOON = 1_764_504_000;

  private final SigningKey logKey = SigningKey.fromSeed(SeededRandom.bytes("log", 32));
  private final SigningKey witnessKey = SigningKey.fromSeed(SeededRandom.bytes("witness", 32));
  private final NoteKey log = new NoteKey(ORIGIN, logKey.verifyingKey());
  private final WitnessKey witness = new WitnessKey(WITNESS, witnessKey.verifyingKey());
  private final Checkpoint checkpoint =
      new Checkpoint(ORIGIN, 3, MerkleTree.leafHash(new byte[] {3}));
  private final SignedNote note = SignedNote.parse(checkpoint.sign(logKey));

  @Test
  void aWitnessIsASignerBesideTheLog() {
    var line = Cosignature.sign(note.body(), WITNESS, NOON, witnessKey);
    var read = SignedNote.parse(note.with(line).text());

    assertThat(read.signers(List.<SignatureKey>of(log, witness))).containsExactly(log, witness);
    assertThat(Cosignature.parse(line.value()).time()).isEqualTo(NOON);
    assertThat(Checkpoint.open(read.text(), log)).isEqualTo(checkpoint);
  }

  @Test
  void theSignedMessageBeginsWithItsKindAndTime() {
    var line = Cosignature.sign(note.body(), WITNESS, NOON, witnessKey);

    byte[] message = ("cosignature/v1\ntime 1764504000\n" + note.body()).getBytes(UTF_8);
    byte[] signature = Cosignature.parse(line.value()).signature().toByteArray();
    assertThat(witnessKey.verifyingKey().verify(message, signature)).isTrue();
  }

  @Test
  void anotherTimeThanWasSignedIsRefused() {
    byte[] value = Cosignature.sign(note.body(), WITNESS, NOON, witnessKey).value().toByteArray();
    value[7]++;
    var later = note.with(new NoteSignature(WITNESS, witness.id(), Bytes.of(value)));

    assertIsRefused(later);
  }

  @Test
  void anOrdinarySignatureOfAWitnessIsNoCosignature() {
    var plain = Bytes.of(witnessKey.sign(note.body().getBytes(UTF_8)));

    assertIsRefused(note.with(new NoteSignature(WITNESS, witness.id(), plain)));
    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> Cosignature.parse(plain));
  }

  @Test
  void whatCannotBeACosignatureIsNotMade() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> new Cosignature(-1, Bytes.of(new byte[64])));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> new Cosignature(NOON, Bytes.of(new byte[63])));
    assertThat(new Cosignature(0, Bytes.of(new byte[64])).time()).isZero();
  }

  @Test
  void keysOfLogsAndOfWitnessesAreNotMistakenForEachOther() {
    assertThat(WitnessKey.parse(witness.text())).isEqualTo(witness);
    assertThat(new NoteKey(WITNESS, witness.key()).id()).isNotEqualTo(witness.id());
    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> WitnessKey.parse(log.text()));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> NoteKey.parse(witness.text()));
  }

  private void assertIsRefused(SignedNote cosigned) {
    assertThatExceptionOfType(InvalidNoteException.class)
        .isThrownBy(() -> cosigned.signers(List.<SignatureKey>of(log, witness)));
  }
}
