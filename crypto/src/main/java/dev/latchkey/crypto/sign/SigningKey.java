package dev.latchkey.crypto.sign;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SecretBytes;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// An Ed25519 key pair. Signatures are deterministic. RFC 8032.
public final class SigningKey implements AutoCloseable {
  public static final int SEED_SIZE = Ed25519.SECRET_KEY_SIZE;

  private final SecretBytes seed;
  private final VerifyingKey verifyingKey;

  private SigningKey(SecretBytes seed) {
    this.seed = seed;
    this.verifyingKey = derive(seed);
  }

  public static SigningKey generate(SecureRandom random) {
    return new SigningKey(SecretBytes.random(SEED_SIZE, random));
  }

  /// Keeps a copy; wiping `seed` stays with the caller. Throws [FormatException] unless it is 32
  /// bytes.
  public static SigningKey fromSeed(byte[] seed) {
    if (seed.length != SEED_SIZE) {
      throw new FormatException("want a seed of " + SEED_SIZE + " bytes");
    }
    return new SigningKey(SecretBytes.of(seed));
  }

  public static SigningKey fromSeed(SecretBytes seed) {
    byte[] exposed = seed.expose();
    try {
      return fromSeed(exposed);
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }

  public VerifyingKey verifyingKey() {
    return verifyingKey;
  }

  /// Signs all parts, one after the other, as one message; 64 bytes.
  public byte[] sign(byte[]... parts) {
    byte[] message = Bytes.concat(parts).toByteArray();
    byte[] exposed = seed.expose();
    byte[] publicKey = verifyingKey.bytes().toByteArray();
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    try {
      Ed25519.sign(exposed, 0, publicKey, 0, message, 0, message.length, signature, 0);
      return signature;
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }

  /// A copy of the secret half, for the caller to store sealed and to close.
  public SecretBytes seed() {
    byte[] exposed = seed.expose();
    try {
      return SecretBytes.of(exposed);
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }

  @Override
  public void close() {
    seed.close();
  }

  @Override
  public String toString() {
    return "SigningKey[" + verifyingKey.bytes() + "]";
  }

  private static VerifyingKey derive(SecretBytes seed) {
    byte[] exposed = seed.expose();
    byte[] publicKey = new byte[VerifyingKey.SIZE];
    try {
      Ed25519.generatePublicKey(exposed, 0, publicKey, 0);
      return VerifyingKey.of(publicKey);
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }
}
