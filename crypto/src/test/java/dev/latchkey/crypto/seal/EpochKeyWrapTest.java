package dev.latchkey.crypto.seal;

import static dev.latchkey.crypto.seal.EpochKeyWrap.RecipientKind.INVITE;
import static dev.latchkey.crypto.seal.EpochKeyWrap.RecipientKind.MEMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.wrap.HpkeWrap;
import dev.latchkey.crypto.wrap.OpenFailedException;
import dev.latchkey.crypto.wrap.WrapKey;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochKeyWrapTest {
  private static final EpochKeyWrap PLACE =
      new EpochKeyWrap(Cast.SESSION, Cast.EPOCH, MEMBER, Cast.BEN_KEYS);
  private static final byte[] WRAP = PLACE.seal(Cast.EPOCH_KEY, new SeededRandom("wrap"));
  private static final Bytes COMMITMENT = Cast.EPOCH_KEY.commitment(Cast.SESSION, Cast.EPOCH);

  @Test
  void theRecipientOpensTheKeyThatTheHostCommittedTo() {
    assertThat(WRAP).hasSize(1_168);
    assertThat(PLACE.open(Cast.BEN_WRAP, WRAP, COMMITMENT)).isEqualTo(Cast.EPOCH_KEY);
  }

  @Test
  void noOtherPlaceOpens() {
    var mixedKeys = new PublicKeys(Cast.ANA.verifyingKey(), Cast.BEN_WRAP.publicKey());
    for (var other :
        List.of(
            new EpochKeyWrap(Cast.OTHER_SESSION, Cast.EPOCH, MEMBER, Cast.BEN_KEYS),
            new EpochKeyWrap(Cast.SESSION, Cast.EPOCH + 1, MEMBER, Cast.BEN_KEYS),
            new EpochKeyWrap(Cast.SESSION, Cast.EPOCH, INVITE, Cast.BEN_KEYS),
            new EpochKeyWrap(Cast.SESSION, Cast.EPOCH, MEMBER, mixedKeys))) {
      var commitment = Cast.EPOCH_KEY.commitment(other.session(), other.epoch());
      assertClosed(other, Cast.BEN_WRAP, WRAP, commitment);
    }
  }

  @Test
  void noOtherRecipientOpens() {
    assertClosed(PLACE, Cast.ANA_WRAP, WRAP, COMMITMENT);
  }

  /// `join.pv` with `NO_WRAPSIG_INV` and `NO_WRAPSIG_EPOCH`: anybody can seal to a public key.
  @Test
  void aKeyThatNoHostCommittedToIsRefused() {
    byte[] forged = PLACE.seal(Cast.OTHER_EPOCH_KEY, new SeededRandom("wrap"));

    assertClosed(PLACE, Cast.BEN_WRAP, forged, COMMITMENT);
    assertClosed(
        PLACE, Cast.BEN_WRAP, WRAP, Cast.EPOCH_KEY.commitment(Cast.SESSION, Cast.EPOCH + 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_120, 1_136, 1_167, 1_169})
  void anotherSizeIsRefused(int size) {
    assertClosed(PLACE, Cast.BEN_WRAP, Arrays.copyOf(WRAP, size), COMMITMENT);
  }

  @Test
  void aSealedKeyOfAnotherSizeIsRefused() {
    byte[] sealed =
        HpkeWrap.seal(
            Cast.BEN_WRAP.publicKey(), PLACE.info(), new byte[31], new SeededRandom("wrap"));

    assertClosed(PLACE, Cast.BEN_WRAP, sealed, COMMITMENT);
  }

  private static void assertClosed(
      EpochKeyWrap place, WrapKey opener, byte[] wrap, Bytes commitment) {
    assertThatExceptionOfType(OpenFailedException.class)
        .isThrownBy(() -> place.open(opener, wrap, commitment))
        .withMessage("does not open")
        .withNoCause();
  }
}
