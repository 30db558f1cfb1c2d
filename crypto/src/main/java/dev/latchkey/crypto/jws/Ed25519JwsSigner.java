package dev.latchkey.crypto.jws;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import dev.latchkey.crypto.sign.SigningKey;
import java.util.Set;

/// Lets Nimbus sign with our Ed25519; its own signer would bring Tink.
final class Ed25519JwsSigner extends BaseJWSProvider implements JWSSigner {
  private final SigningKey key;

  Ed25519JwsSigner(SigningKey key) {
    super(Set.of(JWSAlgorithm.Ed25519));
    this.key = key;
  }

  @Override
  public Base64URL sign(JWSHeader header, byte[] signingInput) {
    return Base64URL.encode(key.sign(signingInput));
  }
}
