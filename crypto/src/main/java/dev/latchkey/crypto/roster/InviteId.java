package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.sign.VerifyingKey;

/// Names an invite, for display and lookup; where identity matters, compare the keys. 22
/// characters, 16 bytes. Throws [dev.latchkey.crypto.FormatException] for any other text.
public record InviteId(String value) {
  public static final int RAW_BYTES = 16;

  public InviteId {
    Base64Url.decode(value, RAW_BYTES);
  }

  public static InviteId of(VerifyingKey key) {
    return new InviteId(HashedId.derive("latchkey/iid/v1", RAW_BYTES, key.bytes().toByteArray()));
  }

  /// The 16 bytes that the text encodes.
  public byte[] raw() {
    return Base64Url.decode(value, RAW_BYTES);
  }
}
