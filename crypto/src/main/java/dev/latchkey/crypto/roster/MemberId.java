package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.sign.VerifyingKey;

/// Names a member, for display and lookup; where identity matters, compare the keys. 22 characters,
/// 16 bytes. Throws [dev.latchkey.crypto.FormatException] for any other text.
public record MemberId(String value) {
  public static final int RAW_BYTES = 16;

  public MemberId {
    Base64Url.decode(value, RAW_BYTES);
  }

  public static MemberId of(VerifyingKey key) {
    return new MemberId(HashedId.derive("latchkey/mid/v1", RAW_BYTES, key.bytes().toByteArray()));
  }

  /// The 16 bytes that the text encodes.
  public byte[] raw() {
    return Base64Url.decode(value, RAW_BYTES);
  }
}
