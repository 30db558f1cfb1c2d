package dev.latchkey.crypto.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.bouncycastle.crypto.params.MLKEMParameters.ml_kem_768;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.vectors.ExternalVectors;
import dev.latchkey.crypto.vectors.Wycheproof;
import java.io.IOException;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.bouncycastle.crypto.prng.FixedSecureRandom;
import org.junit.jupiter.api.Test;

/// The half of a wrap key that a quantum computer cannot break. Public keys and encapsulations go
/// through our wraps. The ML-KEM seed of a wrap key is derived, so key pairs and decapsulation are
/// asked of Bouncy Castle, as X-Wing asks it.
class MlKemTest {
  private static final byte[] X25519_BASE = new byte[32];

  static {
    X25519_BASE[0] = 9;
  }

  @Test
  void theKeyPairOfASeedAgreesWithWycheproof() throws IOException {
    var cases = Wycheproof.read("mlkem_768_keygen_seed_test.json");

    for (var one : cases) {
      var key = new MLKEMPrivateKeyParameters(ml_kem_768, one.hex("seed"));

      assertThat(key.getPublicKey()).as("%s", one).isEqualTo(one.hex("ek"));
      assertThat(key.withPreferredFormat(MLKEMPrivateKeyParameters.EXPANDED_KEY).getEncoded())
          .as("%s", one)
          .isEqualTo(one.hex("dk"));
    }
    ExternalVectors.ran("Wycheproof mlkem_768_keygen_seed", cases.size());
  }

  @Test
  void sealingToAKeyAgreesWithWycheproof() throws IOException {
    var cases = Wycheproof.read("mlkem_768_encaps_test.json");

    for (var one : cases) {
      byte[] key = Bytes.concat(one.hex("ek"), X25519_BASE).toByteArray();
      if (!one.isValid()) {
        assertThatExceptionOfType(FormatException.class)
            .as("%s", one)
            .isThrownBy(() -> WrapPublicKey.of(key));
        continue;
      }
      var random = new FixedSecureRandom(Bytes.concat(one.hex("m"), X25519_BASE).toByteArray());
      byte[] sealed = HpkeWrap.seal(WrapPublicKey.of(key), new byte[0], new byte[0], random);
      assertThat(sealed).as("%s", one).startsWith(one.hex("c"));
      assertThat(secretFor(one.hex("ek"), one.hex("m"))).as("%s", one).isEqualTo(one.hex("K"));
    }
    ExternalVectors.ran("Wycheproof mlkem_768_encaps", cases.size());
  }

  /// Also those where the ciphertext is not of this key and an implicit rejection comes out.
  @Test
  void decapsulationAgreesWithWycheproof() throws IOException {
    var cases = Wycheproof.read("mlkem_768_test.json");

    for (var one : cases) {
      if (one.isValid()) {
        assertThat(decapsulated(one)).as("%s", one).isEqualTo(one.hex("K"));
      } else {
        assertThatIllegalArgumentException().as("%s", one).isThrownBy(() -> decapsulated(one));
      }
    }
    ExternalVectors.ran("Wycheproof mlkem_768", cases.size());
  }

  private static byte[] secretFor(byte[] key, byte[] randomness) {
    var publicKey = new MLKEMPublicKeyParameters(ml_kem_768, key);
    return MLKEMGenerator.internalGenerateEncapsulated(publicKey, randomness).getSecret();
  }

  private static byte[] decapsulated(Wycheproof one) {
    var key = new MLKEMPrivateKeyParameters(ml_kem_768, one.hex("seed"));
    return new MLKEMExtractor(key).extractSecret(one.hex("c"));
  }
}
