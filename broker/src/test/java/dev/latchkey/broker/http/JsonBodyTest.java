package dev.latchkey.broker.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.broker.TestClock;
import io.helidon.webserver.CloseConnectionException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JsonBodyTest {
  private final TestClock clock = new TestClock();

  @Test
  void aBodyThatIsThereInTimeIsRead() throws IOException {
    var stream = trickle("{\"a\":1}", JsonBody.LONGEST.dividedBy(8));

    assertThat(JsonBody.whole(stream, clock::nanoTime)).isEqualTo("{\"a\":1}".getBytes(UTF_8));
  }

  @Test
  void aBodyThatTricklesInLosesItsConnection() {
    var stream = trickle("x".repeat(1_000), Duration.ofSeconds(10));

    assertThatThrownBy(() -> JsonBody.whole(stream, clock::nanoTime))
        .isInstanceOf(CloseConnectionException.class);
    assertThat(clock.nanoTime()).isLessThan(Duration.ofSeconds(60).toNanos());
  }

  /// The text byte by byte, each so long after the one before.
  private InputStream trickle(String text, Duration pause) {
    return new ByteArrayInputStream(text.getBytes(UTF_8)) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        clock.advance(pause);
        return super.read(into, offset, 1);
      }
    };
  }
}
