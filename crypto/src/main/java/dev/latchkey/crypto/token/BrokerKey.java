package dev.latchkey.crypto.token;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.jws.CompactJws;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.Arrays;

/// A key by which the broker signs tokens, and nothing else.
public final class BrokerKey implements AutoCloseable {
  private final SigningKey signingKey;
  private final Public publicHalf;

  private BrokerKey(SigningKey signingKey) {
    this.signingKey = signingKey;
    this.publicHalf = Public.of(signingKey.verifyingKey());
  }

  /// Takes the key over: closing it is closing this.
  public static BrokerKey of(SigningKey signingKey) {
    return new BrokerKey(signingKey);
  }

  public Public publicHalf() {
    return publicHalf;
  }

  @Override
  public void close() {
    signingKey.close();
  }

  @Override
  public String toString() {
    return "BrokerKey[" + publicHalf.kid() + "]";
  }

  SigningKey signingKey() {
    return signingKey;
  }

  /// What the world may know of a broker key.
  public record Public(String kid, VerifyingKey key) {
    private static final int KID_BYTES = 16;

    public Public {
      CompactJws.requireKid(kid);
    }

    /// Under the ID that FORMATS.md §3 gives it.
    public static Public of(VerifyingKey key) {
      byte[] thumbprint = Base64Url.decode(key.jwkThumbprint());
      return new Public(Base64Url.encode(Arrays.copyOf(thumbprint, KID_BYTES)), key);
    }
  }
}
