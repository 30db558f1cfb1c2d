package dev.latchkey.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.seal.EpochKeyWrap.RecipientKind;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.wrap.OpenFailedException;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class SealProperties {
  private static final VerifyingKey BEN = Cast.BEN.verifyingKey();
  private static final EpochKeyWrap PLACE =
      new EpochKeyWrap(Cast.SESSION, Cast.EPOCH, RecipientKind.MEMBER, Cast.BEN_KEYS);
  private static final byte[] WRAP = PLACE.seal(Cast.EPOCH_KEY, new SeededRandom("wrap"));

  @Property(tries = 300)
  void everyFrameOpensAsWhatWasSealed(
      @ForAll FrameKind kind, @ForAll("channels") int channel, @ForAll byte[] payload) {
    FrameBody body = Cast.body(kind, payload);
    Frame frame = Cast.sealer().seal(kind, kind == FrameKind.NAME ? 0 : channel, body);

    assertThat(open(frame.encode())).isEqualTo(body);
  }

  @Property(tries = 500)
  void anyFlippedBitOfAFrameIsRefused(
      @ForAll FrameKind kind, @ForAll byte[] payload, @ForAll @LongRange(min = 0) long bit) {
    byte[] bytes = Cast.sealer().seal(kind, 0, Cast.body(kind, payload)).encode();
    flip(bytes, bit);

    assertThatThrownBy(() -> open(bytes))
        .isInstanceOfAny(FormatException.class, OpenFailedException.class);
  }

  @Property(tries = 200)
  void anyFlippedBitOfAWrapIsRefused(@ForAll @LongRange(min = 0) long bit) {
    byte[] bytes = WRAP.clone();
    flip(bytes, bit);
    var commitment = Cast.EPOCH_KEY.commitment(Cast.SESSION, Cast.EPOCH);

    assertThatThrownBy(() -> PLACE.open(Cast.BEN_WRAP, bytes, commitment))
        .isInstanceOf(OpenFailedException.class);
  }

  @Property(tries = 200)
  void everyPaddedTextIsReadBack(@ForAll @Size(max = 2_000) byte[] data) {
    assertThat(Padding.unpad(Padding.pad(data))).isEqualTo(data);
  }

  @Property
  void whateverParsesAsAFrameIsItsOneEncoding(@ForAll("nearlyFrames") byte[] bytes) {
    parseOnly(bytes, any -> assertThat(Frame.parse(any).encode()).isEqualTo(any));
  }

  @Property
  void whateverParsesAsABodyIsItsOneEncoding(
      @ForAll FrameKind kind, @ForAll("nearlyBodies") byte[] bytes) {
    parseOnly(bytes, any -> assertThat(FrameBody.parse(kind, any).encode()).isEqualTo(any));
  }

  @Property
  void whateverUnpadsIsTheOnePaddingOfItsData(@ForAll("nearlyPadded") byte[] bytes) {
    parseOnly(bytes, any -> assertThat(Padding.pad(Padding.unpad(any))).isEqualTo(any));
  }

  @Provide
  Arbitrary<Integer> channels() {
    return Arbitraries.integers().between(0, 255);
  }

  @Provide
  Arbitrary<byte[]> nearlyFrames() {
    return nearly(
        Cast.sealer().seal(FrameKind.APPEND, 0, Cast.body(FrameKind.APPEND, new byte[0])).encode());
  }

  @Provide
  Arbitrary<byte[]> nearlyBodies() {
    return nearly(Cast.body(FrameKind.REPLACE, new byte[0]).encode());
  }

  @Provide
  Arbitrary<byte[]> nearlyPadded() {
    return nearly(Padding.pad(new byte[100]));
  }

  /// Any bytes at all, and a valid example with one byte changed.
  private static Arbitrary<byte[]> nearly(byte[] valid) {
    var anything = Arbitraries.bytes().array(byte[].class).ofMaxSize(600);
    var changed =
        Arbitraries.integers()
            .between(0, valid.length - 1)
            .flatMap(at -> Arbitraries.bytes().map(value -> withByte(valid, at, value)));
    return Arbitraries.oneOf(anything, changed);
  }

  private static byte[] withByte(byte[] valid, int at, byte value) {
    byte[] changed = valid.clone();
    changed[at] = value;
    return changed;
  }

  private static void parseOnly(byte[] bytes, Consumer<byte[]> parser) {
    try {
      parser.accept(bytes);
    } catch (FormatException e) {
      assertThat(e).hasNoCause();
    }
  }

  private static FrameBody open(byte[] frame) {
    return FrameOpener.open(Cast.SESSION, Frame.parse(frame), Cast.EPOCH_KEY, BEN);
  }

  private static void flip(byte[] bytes, long bit) {
    int at = (int) (bit % (bytes.length * 8L));
    bytes[at / 8] ^= (byte) (1 << at % 8);
  }
}
