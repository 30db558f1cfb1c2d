package dev.latchkey.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NonceSequenceTest {
  @Test
  void countsFromOne() {
    var sequence = new NonceSequence();

    assertThat(sequence.take()).isEqualTo(1);
    assertThat(sequence.take()).isEqualTo(2);
  }

  @Test
  void endsAfterTheLastAndStaysEnded() {
    var sequence = new NonceSequence(NonceSequence.LAST - 1);

    assertThat(sequence.take()).isEqualTo(NonceSequence.LAST);
    assertThatIllegalStateException().isThrownBy(sequence::take);
    assertThatIllegalStateException().isThrownBy(sequence::take);
  }

  @Test
  void threadsNeverTakeTheSame() throws InterruptedException, ExecutionException {
    var sequence = new NonceSequence();
    int threads = 4;
    int each = 500_000;
    var together = new CyclicBarrier(threads);
    Callable<long[]> taking =
        () -> {
          together.await();
          return LongStream.generate(sequence::take).limit(each).toArray();
        };

    var taken = LongStream.builder();
    try (var executor = Executors.newFixedThreadPool(threads)) {
      for (var counters : executor.invokeAll(Collections.nCopies(threads, taking))) {
        LongStream.of(counters.get()).forEach(taken);
      }
    }

    assertThat(taken.build().sorted().toArray())
        .isEqualTo(LongStream.rangeClosed(1, threads * each).toArray());
  }
}
