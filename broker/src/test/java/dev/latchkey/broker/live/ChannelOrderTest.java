package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.relay.Commit;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.seal.FrameHeader;
import dev.latchkey.crypto.seal.FrameKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelOrderTest {
  private static final FrameHeader HEADER =
      new FrameHeader(
          FrameKind.APPEND,
          0,
          1,
          new MemberId("A".repeat(22)),
          Bytes.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}),
          1);

  private final ChannelOrder order = new ChannelOrder(5);

  @Test
  void whatComesTooEarlyWaitsForItsTurn() {
    assertThat(take(8)).isEmpty();
    assertThat(take(7)).isEmpty();
    assertThat(order.waiting()).isEqualTo(2);

    assertThat(take(6)).containsExactly(6L, 7L, 8L);
    assertThat(order.waiting()).isZero();
  }

  @Test
  void whatHasPassedDoesNotComeAgain() {
    assertThat(take(5)).isEmpty();
    assertThat(take(6)).containsExactly(6L);
    assertThat(take(6)).isEmpty();
  }

  @Test
  void whatTheStoreHadIsNotAwaitedAnyMore() {
    take(8);
    take(12);

    order.skipTo(11);

    assertThat(order.last()).isEqualTo(11);
    assertThat(take(9)).containsExactly(12L);
  }

  private List<Long> take(long seq) {
    return order.take(new Commit(HEADER, seq, Bytes.of(new byte[0]), 2)).stream()
        .map(Commit::seq)
        .toList();
  }
}
