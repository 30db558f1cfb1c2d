package dev.latchkey.crypto.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Hashes;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

/// The lies in the vectors are well told: without the one rule that names them they would pass.
class CurveTest {
  private static final byte[] SEED = Hashes.sha256("curve test".getBytes(UTF_8));
  private static final SigningKey KEY = SigningKey.fromSeed(SEED);
  private static final byte[] MESSAGE = "a message".getBytes(UTF_8);

  @Test
  void withAnHonestNonceItSignsAsEveryoneDoes() {
    byte[] honest = KEY.sign(MESSAGE);
    byte[] bigR = Arrays.copyOf(honest, 32);

    assertThat(Curve.sign(SEED, MESSAGE, bigR, Curve.nonce(SEED, MESSAGE))).isEqualTo(honest);
  }

  @Test
  void aZeroNonceMakesTheIdentityAnRThatTheEquationAllows() {
    byte[] identity = new byte[32];
    identity[0] = 1;

    byte[] signature = Curve.sign(SEED, MESSAGE, identity, BigInteger.ZERO);

    byte[] publicKey = KEY.verifyingKey().bytes().toByteArray();
    assertThat(Ed25519.verify(signature, 0, publicKey, 0, MESSAGE, 0, MESSAGE.length)).isTrue();
    assertThat(KEY.verifyingKey().verify(MESSAGE, signature)).isFalse();
  }

  @Test
  void addingThePointOfOrderTwoTwiceChangesNothing() {
    byte[] point = KEY.verifyingKey().bytes().toByteArray();

    assertThat(Curve.plusOrderTwo(point)).isNotEqualTo(point);
    assertThat(Curve.plusOrderTwo(Curve.plusOrderTwo(point))).isEqualTo(point);
  }
}
