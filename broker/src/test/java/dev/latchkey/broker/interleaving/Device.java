package dev.latchkey.broker.interleaving;

import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.seal.PublicKeys;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.wrap.WrapKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/// The keys of one device.
record Device(SigningKey signingKey, WrapKey wrapKey) {
  private static final int MOST = 16;

  /// Made once for all runs, in each of which they are those of another session: making keys is
  /// what costs most.
  static final List<Device> ALL = Stream.generate(Device::generate).limit(MOST).toList();

  private static Device generate() {
    var random = new SecureRandom();
    return new Device(SigningKey.generate(random), WrapKey.generate(random));
  }

  MemberId id() {
    return MemberId.of(signingKey.verifyingKey());
  }

  PublicKeys publicKeys() {
    return new PublicKeys(signingKey.verifyingKey(), wrapKey.publicKey());
  }
}
