package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.sign.VerifyingKey;

/// Names a session and pins the key of its host: whoever holds the ID can tell a swapped host key.
/// 27 characters, 20 bytes. Throws [FormatException] for any other text.
public record SessionId(String value) {
  public static final int RAW_BYTES = 20;
  public static final int SALT_BYTES = 16;

  public SessionId {
    Base64Url.decode(value, RAW_BYTES);
  }

  /// The ID of the session that this host opens with the salt drawn by the broker. Throws
  /// [FormatException] unless that is 16 bytes.
  public static SessionId derive(VerifyingKey host, Bytes salt) {
    if (salt.size() != SALT_BYTES) {
      throw new FormatException("salt: want " + SALT_BYTES + " bytes");
    }
    Bytes named = Bytes.concat(host.bytes().toByteArray(), salt.toByteArray());
    return new SessionId(HashedId.derive("latchkey/sid/v1", RAW_BYTES, named.toByteArray()));
  }

  /// The 20 bytes that the text encodes.
  public byte[] raw() {
    return Base64Url.decode(value, RAW_BYTES);
  }
}
