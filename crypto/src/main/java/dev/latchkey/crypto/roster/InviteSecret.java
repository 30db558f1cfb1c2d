package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.SecretBytes;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.wrap.WrapKey;
import java.security.SecureRandom;
import java.util.Arrays;

/// The 16 bytes in a link from which both key pairs of its invite are derived. Whoever holds them
/// is the invite, so they are never printed; [InviteLink#format] alone writes them out.
public final class InviteSecret implements AutoCloseable {
  public static final int SIZE = 16;

  private final SecretBytes value;

  private InviteSecret(SecretBytes value) {
    this.value = value;
  }

  public static InviteSecret random(SecureRandom random) {
    return new InviteSecret(SecretBytes.random(SIZE, random));
  }

  /// Reads the 22 characters of a link. Throws [dev.latchkey.crypto.FormatException] for any other
  /// text.
  public static InviteSecret of(String text) {
    byte[] bytes = Base64Url.decode(text, SIZE);
    try {
      return new InviteSecret(SecretBytes.of(bytes));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /// The key by which a joiner proves to hold the link.
  public SigningKey signingKey(SessionId session) {
    try (var seed = seed("latchkey/invite-sign/v1", session)) {
      return SigningKey.fromSeed(seed);
    }
  }

  /// The key that opens what was sealed to the holder of the link.
  public WrapKey wrapKey(SessionId session) {
    try (var seed = seed("latchkey/invite-wrap/v1", session)) {
      return WrapKey.fromSeed(seed);
    }
  }

  private SecretBytes seed(String label, SessionId session) {
    byte[] secret = value.expose();
    byte[] seed = Hashes.hkdf(secret, session.raw(), Hashes.label(label), 32);
    try {
      return SecretBytes.of(seed);
    } finally {
      Arrays.fill(secret, (byte) 0);
      Arrays.fill(seed, (byte) 0);
    }
  }

  String text() {
    byte[] secret = value.expose();
    try {
      return Base64Url.encode(secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InviteSecret that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value.toString();
  }

  /// Wipes the secret.
  @Override
  public void close() {
    value.close();
  }
}
