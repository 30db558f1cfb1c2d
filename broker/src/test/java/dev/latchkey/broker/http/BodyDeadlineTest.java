package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BodyDeadlineTest {
  @Test
  void whoSendsNothingLosesTheConnection() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var silent = new Socket(server.getInetAddress(), server.getLocalPort());
        var accepted = server.accept();
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> read = pool.submit(() -> readWithin(Duration.ofMillis(50), accepted));

      assertThatThrownBy(() -> read.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IOException.class);
      assertThat(accepted.isClosed()).isTrue();
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void whoSentInTimeIsLeftAlone() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var prompt = new Socket(server.getInetAddress(), server.getLocalPort());
        var accepted = server.accept();
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      prompt.getOutputStream().write('a');

      assertThat(pool.submit(() -> readWithin(Duration.ofMinutes(1), accepted)).get())
          .isEqualTo('a');
      assertThat(accepted.isClosed()).isFalse();
    }
  }

  @Test
  void afterItsEndADeadlineInterruptsNobody() {
    try (var _ = BodyDeadline.begin(Duration.ZERO)) {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
    }

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  private static int readWithin(Duration longest, Socket socket) throws IOException {
    try (var _ = BodyDeadline.begin(longest)) {
      return socket.getInputStream().read();
    }
  }
}
