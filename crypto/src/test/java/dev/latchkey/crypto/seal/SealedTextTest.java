package dev.latchkey.crypto.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.wrap.HpkeWrap;
import dev.latchkey.crypto.wrap.OpenFailedException;
import dev.latchkey.crypto.wrap.WrapKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealedTextTest {
  private static final InviteId OTHER_INVITE =
      InviteId.of(Cast.signingKey("other invite").verifyingKey());
  private static final SealedText NAME =
      new SealedText.Name(Cast.SESSION, Cast.INVITE, Cast.BEN_KEYS, Cast.ANA_KEYS);
  private static final byte[] TEXT = "{\"name\":\"Zo\u00eb\"}".getBytes(UTF_8);

  static List<SealedText> places() {
    return List.of(
        new SealedText.Label(Cast.SESSION, Cast.INVITE, Cast.ANA_KEYS),
        new SealedText.Preview(Cast.SESSION, Cast.INVITE, Cast.ANA_KEYS),
        NAME,
        new SealedText.Label(Cast.OTHER_SESSION, Cast.INVITE, Cast.ANA_KEYS),
        new SealedText.Label(Cast.SESSION, OTHER_INVITE, Cast.ANA_KEYS),
        new SealedText.Label(Cast.SESSION, Cast.INVITE, mixed()),
        new SealedText.Name(Cast.SESSION, Cast.INVITE, mixed(), Cast.ANA_KEYS));
  }

  @ParameterizedTest
  @MethodSource("places")
  void opensAtItsOwnPlaceAndAtNoOther(SealedText place) {
    byte[] sealed = place.seal(TEXT, new SeededRandom("text"));

    assertThat(place.open(Cast.ANA_WRAP, sealed)).isEqualTo(TEXT);
    for (var other : places()) {
      if (!other.equals(place)) {
        assertClosed(other, Cast.ANA_WRAP, sealed);
      }
    }
  }

  @Test
  void onlyTheRecipientOpens() {
    assertClosed(NAME, Cast.BEN_WRAP, NAME.seal(TEXT, new SeededRandom("text")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 251, 252, 253, 2_000})
  void hidesTheLengthOfTheText(int size) {
    byte[] text = SeededRandom.bytes("text", size);
    byte[] sealed = NAME.seal(text, new SeededRandom("encapsulation"));

    assertThat(sealed).hasSize(1_120 + Padding.paddedSize(size) + 16);
    assertThat(NAME.open(Cast.ANA_WRAP, sealed)).isEqualTo(text);
  }

  @Test
  void aTextWithoutPaddingIsRefused() {
    byte[] bare =
        HpkeWrap.seal(
            Cast.ANA_KEYS.wrapKey(), NAME.info(), TEXT, new SeededRandom("encapsulation"));

    assertClosed(NAME, Cast.ANA_WRAP, bare);
  }

  private static PublicKeys mixed() {
    return new PublicKeys(Cast.BEN.verifyingKey(), Cast.ANA_WRAP.publicKey());
  }

  private static void assertClosed(SealedText place, WrapKey opener, byte[] sealed) {
    assertThatExceptionOfType(OpenFailedException.class)
        .isThrownBy(() -> place.open(opener, sealed))
        .withMessage("does not open")
        .withNoCause();
  }
}
