package dev.latchkey.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.roster.MemberId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class FrameSealerTest {
  @Test
  void theHeaderSaysWhereTheFrameBelongs() {
    var header = seal(Cast.sealer(), FrameKind.EPHEMERAL, 200).header();

    assertThat(header)
        .isEqualTo(
            new FrameHeader(
                FrameKind.EPHEMERAL,
                200,
                Cast.EPOCH,
                MemberId.of(Cast.BEN.verifyingKey()),
                Cast.instance("instance").id(),
                1));
  }

  @Test
  void durableFramesShareOneCounterOverAllChannels() {
    var sealer = Cast.sealer();

    assertThat(counter(sealer, FrameKind.APPEND, 0)).isEqualTo(1);
    assertThat(counter(sealer, FrameKind.REPLACE, 0)).isEqualTo(2);
    assertThat(counter(sealer, FrameKind.APPEND, 1)).isEqualTo(3);
    assertThat(counter(sealer, FrameKind.EPHEMERAL, 0)).isEqualTo(1);
    assertThat(counter(sealer, FrameKind.EPHEMERAL, 1)).isEqualTo(2);
    assertThat(counter(sealer, FrameKind.NAME, 0)).isEqualTo(1);
    assertThat(counter(sealer, FrameKind.APPEND, 0)).isEqualTo(4);
  }

  @Test
  void sealersOfOneInstanceShareItsCounters() {
    var instance = Cast.instance("instance");
    var first = new FrameSealer(Cast.SESSION, 1, Cast.EPOCH_KEY, Cast.BEN, instance);
    var second = new FrameSealer(Cast.SESSION, 1, Cast.EPOCH_KEY, Cast.BEN, instance);

    assertThat(counter(first, FrameKind.APPEND, 0)).isEqualTo(1);
    assertThat(counter(second, FrameKind.APPEND, 0)).isEqualTo(2);
  }

  @Test
  void twoThreadsNeverShareACounter() throws InterruptedException, ExecutionException {
    var sealer = Cast.sealer();
    int threads = 4;
    int each = 250;
    var together = new CyclicBarrier(threads);
    Callable<List<Frame>> sealing =
        () -> {
          together.await();
          var frames = new ArrayList<Frame>();
          for (int i = 0; i < each; i++) {
            frames.add(seal(sealer, i % 2 == 0 ? FrameKind.APPEND : FrameKind.REPLACE, i % 3));
          }
          return frames;
        };

    var frames = new ArrayList<Frame>();
    try (var executor = Executors.newFixedThreadPool(threads)) {
      for (var sealed : executor.invokeAll(Collections.nCopies(threads, sealing))) {
        frames.addAll(sealed.get());
      }
    }

    assertThat(frames.stream().map(frame -> frame.header().counter()).distinct())
        .hasSize(threads * each);
    for (var frame : frames.subList(0, 50)) {
      assertThat(
              FrameOpener.open(Cast.SESSION, frame, Cast.EPOCH_KEY, Cast.BEN.verifyingKey())
                  .links())
          .isEqualTo(Cast.LINKS);
    }
  }

  @Test
  void aCounterIsSpentEvenWhenSealingFails() {
    var sealer = Cast.sealer();

    assertThatIllegalArgumentException().isThrownBy(() -> seal(sealer, FrameKind.APPEND, 256));

    assertThat(counter(sealer, FrameKind.APPEND, 0)).isEqualTo(2);
  }

  @Test
  void theSameBodyTwiceIsTwoFrames() {
    var sealer = Cast.sealer();
    var first = seal(sealer, FrameKind.APPEND, 0);
    var second = seal(sealer, FrameKind.APPEND, 0);

    assertThat(first.ciphertext()).isNotEqualTo(second.ciphertext());
    assertThat(first.commitment()).isEqualTo(second.commitment());
  }

  @ParameterizedTest
  @EnumSource
  void payloadsOfAnySizeOpen(FrameKind kind) {
    for (int size : new int[] {0, 1, 2, 100}) {
      assertOpens(kind, size);
    }
  }

  /// Both sides of steps of the padding, and of the largest body.
  @ParameterizedTest
  @ValueSource(
      ints = {252, 253, 268, 269, 508, 509, 1_020, 1_021, 65_532, 65_533, 258_043, 258_044})
  void bodiesAroundAStepOpen(int size) {
    for (var kind : FrameKind.values()) {
      assertOpens(kind, size - Cast.body(kind, new byte[0]).encode().length);
    }
  }

  @Test
  void aBodyTooLargeForAFrameIsRefusedAndSpendsNoCounter() {
    var sealer = Cast.sealer();
    var body = Cast.body(FrameKind.APPEND, new byte[258_045 - 113]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> sealer.seal(FrameKind.APPEND, 0, body))
        .withMessage("body: want at most 258044 bytes");

    assertThat(counter(sealer, FrameKind.APPEND, 0)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "REPLACE")
  void onlyAReplaceCovers(FrameKind kind) {
    var covering = Cast.body(FrameKind.REPLACE, new byte[0]);
    var plain = Cast.body(kind, new byte[0]);

    assertThatIllegalArgumentException().isThrownBy(() -> Cast.sealer().seal(kind, 0, covering));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cast.sealer().seal(FrameKind.REPLACE, 0, plain));
  }

  private static void assertOpens(FrameKind kind, int payload) {
    var body = Cast.body(kind, SeededRandom.bytes("payload", payload));
    byte[] frame = Cast.sealer().seal(kind, 0, body).encode();

    assertThat(frame)
        .hasSize(40 + 32 + Padding.paddedSize(body.encode().length) + 16 + 64)
        .hasSizeLessThanOrEqualTo(Frame.MAX_SIZE);
    assertThat(
            FrameOpener.open(
                Cast.SESSION, Frame.parse(frame), Cast.EPOCH_KEY, Cast.BEN.verifyingKey()))
        .isEqualTo(body);
  }

  private static Frame seal(FrameSealer sealer, FrameKind kind, int channel) {
    return sealer.seal(kind, channel, Cast.body(kind, new byte[10]));
  }

  private static long counter(FrameSealer sealer, FrameKind kind, int channel) {
    return seal(sealer, kind, channel).header().counter();
  }
}
