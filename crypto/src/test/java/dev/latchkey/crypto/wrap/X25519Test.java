package dev.latchkey.crypto.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.vectors.ExternalVectors;
import dev.latchkey.crypto.vectors.Wycheproof;
import java.io.IOException;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.junit.jupiter.api.Test;

/// The half of a wrap key that an ordinary computer cannot break. A wrap key does not let its
/// X25519 scalar be chosen, so the agreement is asked of Bouncy Castle, as X-Wing asks it; what we
/// add is which public keys count.
class X25519Test {
  private static final byte[] ML_KEM =
      WrapKey.generate(new SeededRandom("ML-KEM half")).publicKey().bytes().toByteArray();

  @Test
  void agreesWithWycheproof() throws IOException {
    var cases = Wycheproof.read("x25519_test.json");

    for (var one : cases) {
      byte[] shared = new byte[32];
      boolean agreed =
          X25519.calculateAgreement(one.hex("private"), 0, one.hex("public"), 0, shared, 0);

      assertThat(shared).as("%s", one).isEqualTo(one.hex("shared"));
      assertThat(agreed).as("%s", one).isEqualTo(!one.hasFlag("ZeroSharedSecret"));
    }
    ExternalVectors.ran("Wycheproof x25519 agreement", cases.size());
  }

  /// A key that is not canonical or on the twist still gives a secret that only its holder has.
  @Test
  void everyPublicKeyOfWycheproofCountsButThoseOfLowOrder() throws IOException {
    var cases = Wycheproof.read("x25519_test.json");
    int lowOrder = 0;
    for (var one : cases) {
      byte[] key = ML_KEM.clone();
      System.arraycopy(one.hex("public"), 0, key, key.length - 32, 32);
      if (one.hasFlag("ZeroSharedSecret")) {
        assertThatExceptionOfType(FormatException.class)
            .as("%s", one)
            .isThrownBy(() -> WrapPublicKey.of(key));
        lowOrder++;
      } else {
        var random = new SeededRandom(one.toString());
        assertThat(HpkeWrap.seal(WrapPublicKey.of(key), key, new byte[1], random))
            .as("%s", one)
            .hasSize(HpkeWrap.ENCAPSULATION_SIZE + 1 + HpkeWrap.TAG_SIZE);
      }
    }
    assertThat(lowOrder).isPositive();
    ExternalVectors.ran(
        "Wycheproof x25519 public keys", cases.size(), lowOrder + " of low order refused");
  }
}
