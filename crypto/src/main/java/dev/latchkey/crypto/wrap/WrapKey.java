package dev.latchkey.crypto.wrap;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SecretBytes;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;

/// An X-Wing key pair, kept as the 32-byte seed that is its private key
/// (draft-connolly-cfrg-xwing-kem). Never derived with HPKE's DeriveKeyPair, on which libraries
/// differ.
public final class WrapKey implements AutoCloseable {
  public static final int SEED_SIZE = 32;

  private final SecretBytes seed;
  private final WrapPublicKey publicKey;

  private WrapKey(SecretBytes seed) {
    this.seed = seed;
    this.publicKey =
        WrapPublicKey.of(HpkeWrap.suite().serializePublicKey(expand(seed).getPublic()));
  }

  public static WrapKey generate(SecureRandom random) {
    return new WrapKey(SecretBytes.random(SEED_SIZE, random));
  }

  /// Keeps a copy; wiping `seed` stays with the caller. Throws [FormatException] unless it is 32
  /// bytes.
  public static WrapKey fromSeed(byte[] seed) {
    if (seed.length != SEED_SIZE) {
      throw new FormatException("wrap key: want a seed of " + SEED_SIZE + " bytes");
    }
    return new WrapKey(SecretBytes.of(seed));
  }

  public static WrapKey fromSeed(SecretBytes seed) {
    byte[] exposed = seed.expose();
    try {
      return fromSeed(exposed);
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }

  public WrapPublicKey publicKey() {
    return publicKey;
  }

  AsymmetricCipherKeyPair pair() {
    return expand(seed);
  }

  /// Done again for each use, so that nothing that this object holds outlives [#close].
  private static AsymmetricCipherKeyPair expand(SecretBytes seed) {
    byte[] exposed = seed.expose();
    try {
      return HpkeWrap.suite().deserializePrivateKey(exposed, null);
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
    return "WrapKey[REDACTED]";
  }
}
