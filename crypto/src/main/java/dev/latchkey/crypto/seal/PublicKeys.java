package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.wrap.WrapPublicKey;

/// Both public keys of a device or an invite. What is sealed for one of them binds the two, so that
/// neither can be swapped alone.
public record PublicKeys(VerifyingKey signingKey, WrapPublicKey wrapKey) {
  byte[] encode() {
    return Bytes.concat(signingKey.bytes().toByteArray(), wrapKey.bytes().toByteArray())
        .toByteArray();
  }
}
