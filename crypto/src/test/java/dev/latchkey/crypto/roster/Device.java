package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.wrap.WrapKey;

/// The two key pairs of a device, the same for the same name.
record Device(SigningKey signing, WrapKey wrap) {
  static Device named(String name) {
    return new Device(
        SigningKey.fromSeed(SeededRandom.bytes(name + " signs", SigningKey.SEED_SIZE)),
        WrapKey.fromSeed(SeededRandom.bytes(name + " wraps", WrapKey.SEED_SIZE)));
  }

  MemberId id() {
    return MemberId.of(signing.verifyingKey());
  }

  /// This device, but sealed to by the keys of another.
  Device withWrapKeyOf(Device other) {
    return new Device(signing, other.wrap);
  }
}
