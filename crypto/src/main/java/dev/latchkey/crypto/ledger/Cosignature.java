package dev.latchkey.crypto.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.nio.ByteBuffer;

/// A witness says: at this time this was the largest tree of its log that I had seen, and it holds
/// every smaller one that I saw. Version 1 of C2SP tlog-cosignature, over Ed25519.
///
/// @param time seconds since 1970
/// @param signature 64 bytes
public record Cosignature(long time, Bytes signature) {
  private static final int SIGNATURE_SIZE = 64;

  /// Throws [FormatException] for a negative time and another size of the signature.
  public Cosignature {
    if (time < 0 || signature.size() != SIGNATURE_SIZE) {
      throw new FormatException("cosignature: want a time and 64 bytes");
    }
  }

  /// Reads the value of a [NoteSignature] and throws [FormatException] unless it has the form of a
  /// cosignature.
  public static Cosignature parse(Bytes value) {
    if (value.size() != Long.BYTES + SIGNATURE_SIZE) {
      throw new FormatException("cosignature: want 72 bytes");
    }
    var bytes = ByteBuffer.wrap(value.toByteArray());
    long time = bytes.getLong();
    byte[] signature = new byte[SIGNATURE_SIZE];
    bytes.get(signature);
    return new Cosignature(time, Bytes.of(signature));
  }

  /// The line by which a witness of that name cosigns the checkpoint with this body.
  public static NoteSignature sign(String body, String name, long time, SigningKey key) {
    var signer = new WitnessKey(name, key.verifyingKey());
    byte[] signature = key.sign(message(time, body));
    byte[] value =
        ByteBuffer.allocate(Long.BYTES + SIGNATURE_SIZE).putLong(time).put(signature).array();
    return new NoteSignature(name, signer.id(), Bytes.of(value));
  }

  boolean isBy(VerifyingKey key, String body) {
    return key.verify(message(time, body), signature.toByteArray());
  }

  private static byte[] message(long time, String body) {
    return ("cosignature/v1\ntime " + time + "\n" + body).getBytes(UTF_8);
  }
}
