package dev.latchkey.broker.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchQueueTest {
  private static final int MAX_BATCH = 3;

  @Test
  void allThatWaitsIsTakenAtOnceInItsOrderUpToTheLargestBatch() {
    var queue = queue(0);
    List.of(1, 2, 3, 4).forEach(queue::put);

    assertThat(queue.take()).containsExactly(1, 2, 3);
    assertThat(queue.take()).containsExactly(4);
  }

  @Test
  void afterABatchThatWasWorthAWaitMoreComesTogether() {
    var queue = queue(Long.MAX_VALUE);
    queue.put(1);
    assertThat(queue.take()).containsExactly(1);
    queue.put(2);

    var next = CompletableFuture.supplyAsync(queue::take);
    queue.put(3);
    assertThat(next).isNotDone();
    queue.put(4);

    assertThat(next.join()).containsExactly(2, 3, 4);
  }

  @Test
  void nobodyWaitsForMoreThanALargestBatch() {
    var queue = queue(Long.MAX_VALUE);
    queue.put(1);
    assertThat(queue.take()).containsExactly(1);
    List.of(2, 3, 4, 5).forEach(queue::put);

    assertThat(queue.take()).containsExactly(2, 3, 4);
  }

  @Test
  void aClosedQueueGivesWhatItHasWithoutAWaitAndThenNothing() {
    var queue = queue(Long.MAX_VALUE);
    queue.put(1);
    assertThat(queue.take()).containsExactly(1);
    queue.put(2);
    var next = CompletableFuture.supplyAsync(queue::take);

    queue.close();

    assertThat(next.join()).containsExactly(2);
    assertThat(queue.take()).isEmpty();
    assertThat(queue.put(3)).isFalse();
  }

  /// @param worth of every batch but none, in nanoseconds
  private static BatchQueue<Integer> queue(long worth) {
    return new BatchQueue<>(8, MAX_BATCH, batch -> batch == 0 ? 0 : worth);
  }
}
