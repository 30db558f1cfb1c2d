package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OutboxTest {
  private static final int MAX_BYTES = 1_000;

  private final Semaphore mayWrite = new Semaphore(0);
  private final Semaphore begins = new Semaphore(0);
  private final List<byte[]> written = new ArrayList<>();
  private final Outbox outbox =
      new Outbox(it -> write(WebSocketFrame.join(it)), MAX_BYTES, () -> 0, _ -> {});

  @Test
  void whatWaitsTogetherIsWrittenTogether() {
    outbox.add(Message.acked(1, 1));
    begins.acquireUninterruptibly();
    for (int i = 2; i <= 10; i++) {
      outbox.add(Message.acked(i, i));
    }

    finish();

    assertThat(written).hasSize(2);
    assertThat(written.get(1)).hasSize(9 * Message.acked(1, 1).wire().size());
  }

  @Test
  void presenceGoesFirstWhereThereIsNoRoom() {
    outbox.add(Message.acked(1, 1));
    begins.acquireUninterruptibly();
    var presence = Message.ephemeral(Bytes.of(new byte[100]));
    var durable = Message.refused(1, new byte[100]);
    for (int i = 0; i < 20; i++) {
      assertThat(outbox.add(presence)).isTrue();
    }

    for (int i = 0; i < 9; i++) {
      assertThat(outbox.add(durable)).isTrue();
    }
    assertThat(outbox.add(durable)).isFalse();
    assertThat(outbox.add(presence)).isTrue();

    finish();
    assertThat(types()).containsOnly(0x21, 0x22).hasSize(10);
  }

  @Test
  void afterTheLastWordsNothingIsTaken() {
    outbox.add(Message.acked(1, 1));
    begins.acquireUninterruptibly();
    outbox.add(Message.acked(2, 2));
    outbox.finish(_ -> false, Message.live().wire());
    outbox.add(Message.acked(3, 3));

    finish();

    assertThat(types()).containsExactly(0x21, 0x04);
    assertThat(outbox.awaitRoom()).isFalse();
  }

  @Test
  void whatIsStillSentBeforeTheLastWordsKeepsItsOrderAndTheRestIsForgotten() {
    outbox.add(Message.acked(1, 1));
    begins.acquireUninterruptibly();
    outbox.add(Message.statement(1, "a"));
    outbox.add(Message.acked(2, 2));
    outbox.add(Message.ephemeral(Bytes.of(new byte[9])));
    outbox.add(Message.statement(2, "b"));
    outbox.finish(Message::isStatement, Message.live().wire());

    finish();

    assertThat(types()).containsExactly(0x21, 0x24, 0x24, 0x04);
  }

  @Test
  void whoWaitsForRoomGoesOnWhenThereIsSomeAgain() {
    var half = Message.refused(1, new byte[600]);
    outbox.add(half);
    var waiting = CompletableFuture.supplyAsync(outbox::awaitRoom);
    begins.acquireUninterruptibly();
    assertThat(waiting).isNotDone();

    mayWrite.release();

    assertThat(waiting.join()).isTrue();
    finish();
  }

  private void write(byte[] batch) {
    begins.release();
    mayWrite.acquireUninterruptibly();
    written.add(batch);
  }

  private void finish() {
    mayWrite.release(1_000);
    outbox.awaitEmpty(10_000);
  }

  private List<Integer> types() {
    var all = new ByteArrayOutputStream();
    written.forEach(all::writeBytes);
    byte[] bytes = all.toByteArray();
    var types = new ArrayList<Integer>();
    for (int at = 0; at < bytes.length; at += 2 + bytes[at + 1]) {
      types.add((int) bytes[at + 2]);
    }
    return types;
  }
}
