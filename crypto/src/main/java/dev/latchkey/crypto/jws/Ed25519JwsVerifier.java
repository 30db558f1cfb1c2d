package dev.latchkey.crypto.jws;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.Set;

/// Lets Nimbus verify by our one rule for Ed25519.
final class Ed25519JwsVerifier extends BaseJWSProvider implements JWSVerifier {
  private final VerifyingKey key;

  Ed25519JwsVerifier(VerifyingKey key) {
    super(Set.of(JWSAlgorithm.Ed25519));
    this.key = key;
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) {
    return header.getAlgorithm().equals(JWSAlgorithm.Ed25519)
        && key.verify(signingInput, signature.decode());
  }
}
