package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.wrap.WrapKey;

/// What a link holds, the same for the same name and session.
record InviteKeys(SigningKey signing, WrapKey wrap) {
  static InviteKeys named(String name, SessionId sid) {
    try (var secret = InviteSecret.random(new SeededRandom(name))) {
      return new InviteKeys(secret.signingKey(sid), secret.wrapKey(sid));
    }
  }

  InviteId id() {
    return InviteId.of(signing.verifyingKey());
  }
}
