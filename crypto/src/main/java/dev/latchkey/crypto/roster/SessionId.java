package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.sign.VerifyingKey;

/// Names a session and pins the key of its host: whoever holds the ID can tell a swapped host key.
/// 27 characters, 20 bytes. Throws [dev.latchkey.crypto.FormatException] for any other text.
public record SessionId(String value) {
  public static final int RAW_BYTES = 20;
  public static final int SALT_BYTES = 16;

  public SessionId {
    HashedId.decode("session ID", value, RAW_BYTES);
  }

  /// The ID of the session that this host opens with the 16-byte salt drawn by the broker.
  public static SessionId derive(VerifyingKey host, Bytes salt) {
    if (salt.size() != SALT_BYTES) {
      throw new IllegalArgumentException("salt: want " + SALT_BYTES + " bytes");
    }
    return new SessionId(
        HashedId.derive(
            "latchkey/sid/v1", RAW_BYTES, host.bytes().toByteArray(), salt.toByteArray()));
  }

  /// The 20 bytes that the text encodes.
  public byte[] raw() {
    return HashedId.decode("session ID", value, RAW_BYTES);
  }
}
