package dev.latchkey.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.wrap.OpenFailedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FrameOpenerTest {
  private static final VerifyingKey BEN = Cast.BEN.verifyingKey();
  private static final FrameHeader HEADER =
      new FrameHeader(
          FrameKind.APPEND, 9, Cast.EPOCH, MemberId.of(BEN), Cast.instance("instance").id(), 4);
  private static final byte[] BODY =
      Padding.pad(Cast.body(FrameKind.APPEND, new byte[10]).encode());
  private static final Frame FRAME = Frame.parse(new Forge(HEADER).seal(BODY));

  /// Headers that differ from the true one in one field.
  static List<FrameHeader> movedHeaders() {
    var other = Cast.instance("other").id();
    return List.of(
        new FrameHeader(FrameKind.EPHEMERAL, 9, 3, HEADER.sender(), HEADER.instance(), 4),
        new FrameHeader(FrameKind.APPEND, 8, 3, HEADER.sender(), HEADER.instance(), 4),
        new FrameHeader(FrameKind.APPEND, 9, 2, HEADER.sender(), HEADER.instance(), 4),
        new FrameHeader(FrameKind.APPEND, 9, 3, HEADER.sender(), other, 4),
        new FrameHeader(FrameKind.APPEND, 9, 3, HEADER.sender(), HEADER.instance(), 5));
  }

  @Test
  void opensWhatTheSenderSealed() {
    assertThat(FrameOpener.open(Cast.SESSION, FRAME, Cast.EPOCH_KEY, BEN))
        .isEqualTo(Cast.body(FrameKind.APPEND, new byte[10]));
  }

  /// `join.pv` with `NO_FRAME_SID` and `KDF_SID_ONLY`.
  @Test
  void anotherSessionKeyOrSenderDoesNotOpen() {
    assertClosed(Cast.OTHER_SESSION, FRAME, Cast.EPOCH_KEY, BEN);
    assertClosed(Cast.SESSION, FRAME, Cast.OTHER_EPOCH_KEY, BEN);
    assertClosed(Cast.SESSION, FRAME, Cast.EPOCH_KEY, Cast.ANA.verifyingKey());
  }

  @ParameterizedTest
  @MethodSource("movedHeaders")
  void movedByTheBrokerItDoesNotOpen(FrameHeader moved) {
    assertClosed(new Frame(moved, FRAME.commitment(), FRAME.ciphertext(), FRAME.signature()));
  }

  @ParameterizedTest
  @MethodSource("movedHeaders")
  void movedAndSignedAgainByItsSenderItDoesNotOpen(FrameHeader moved) {
    byte[] forged =
        new Forge(moved).sign(FRAME.commitment().toByteArray(), FRAME.ciphertext().toByteArray());

    assertClosed(Frame.parse(forged));
  }

  /// `join.pv` with `NO_KIND`, and the other fields of a header.
  @ParameterizedTest
  @MethodSource("movedHeaders")
  void movedWithTheCommitmentOfItsNewPlaceItDoesNotOpen(FrameHeader moved) {
    var forge = new Forge(moved);

    assertClosed(Frame.parse(forge.sign(forge.commitment(), FRAME.ciphertext().toByteArray())));
  }

  @Test
  void aNameOfAnotherMemberInTheHeaderDoesNotOpen() {
    var anas =
        new FrameHeader(
            FrameKind.APPEND,
            9,
            Cast.EPOCH,
            MemberId.of(Cast.ANA.verifyingKey()),
            HEADER.instance(),
            4);

    assertClosed(Frame.parse(new Forge(anas).seal(BODY)));
  }

  @Test
  void anotherCommitmentDoesNotOpenEvenSigned() {
    byte[] commitment = Cast.hash("commitment").toByteArray();

    assertClosed(Frame.parse(new Forge(HEADER).sign(commitment, FRAME.ciphertext().toByteArray())));
  }

  @Test
  void wrongPaddingDoesNotOpenEvenSigned() {
    byte[] filled = BODY.clone();
    filled[filled.length - 1] = 1;

    assertClosed(Frame.parse(new Forge(HEADER).seal(filled)));
    assertClosed(Frame.parse(new Forge(HEADER).seal(new byte[300])));
  }

  @ParameterizedTest
  @EnumSource
  void aBodyThatIsNoneDoesNotOpenEvenSigned(FrameKind kind) {
    var header = new FrameHeader(kind, 0, Cast.EPOCH, HEADER.sender(), HEADER.instance(), 4);

    assertClosed(Frame.parse(new Forge(header).seal(Padding.pad(new byte[112]))));
  }

  @Test
  void aFlippedBitInAnyByteIsRefused() {
    byte[] bytes = FRAME.encode();
    for (int i = 0; i < bytes.length; i++) {
      byte[] flipped = bytes.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      assertThatThrownBy(
              () -> FrameOpener.open(Cast.SESSION, Frame.parse(flipped), Cast.EPOCH_KEY, BEN))
          .as("byte %d", i)
          .isInstanceOfAny(FormatException.class, OpenFailedException.class);
    }
  }

  private static void assertClosed(Frame frame) {
    assertClosed(Cast.SESSION, frame, Cast.EPOCH_KEY, BEN);
  }

  private static void assertClosed(
      SessionId session, Frame frame, EpochKey key, VerifyingKey sender) {
    assertThatExceptionOfType(OpenFailedException.class)
        .isThrownBy(() -> FrameOpener.open(session, frame, key, sender))
        .withMessage("does not open")
        .withNoCause();
  }
}
