package dev.latchkey.broker.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.StrangersJoins;
import dev.latchkey.broker.TestBroker;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a stranger can tell from how long a refusal takes, over loopback: Welch's t between the
/// times of each kind of refusal and those of the first kind, interleaved at random, without the
/// slowest twentieth of all. Each kind has many statements, because a verification takes some
/// microseconds more or less by the numbers in the signature, which the stranger knows anyway.
@Tag("scheduled")
class RefusalTimingTest {
  private static final int SAMPLES = Integer.getInteger("latchkey.timing.samples", 100_000);
  private static final int STATEMENTS = 256;
  private static final int WARM_UP = 20_000;

  /// So that the invites that are ready are not locked, and the one that is stays so.
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final double MOST_T = 4.5;
  private static final double MOST_MICROS = 50;

  private final Random random = new Random();

  @TempDir Path dataDir;

  @Test
  void theTimeOfARefusalDoesNotTellWhatWasWrong() throws IOException {
    try (var broker = TestBroker.onSqlite(dataDir, StrangersJoins.SETTINGS)) {
      var joins = StrangersJoins.many(broker, STATEMENTS);
      var times = measure(broker, List.copyOf(joins.values()));
      var names = List.copyOf(joins.keySet());
      var all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
      long slow = all[all.length * 19 / 20];
      var reference = new Times(times.getFirst(), slow);
      var softly = new SoftAssertions();
      System.out.printf("%,d refusals of each kind, median %.1f µs%n", SAMPLES, reference.median());
      for (int kind = 1; kind < times.size(); kind++) {
        var these = new Times(times.get(kind), slow);
        double t = these.welch(reference);
        double median = these.median() - reference.median();
        System.out.printf("  %-24s t = %6.2f, median %+7.2f µs%n", names.get(kind), t, median);
        softly.assertThat(Math.abs(t)).as(names.get(kind) + ", t").isLessThan(MOST_T);
        softly.assertThat(Math.abs(median)).as(names.get(kind) + ", µs").isLessThan(MOST_MICROS);
      }
      softly.assertAll();
    }
  }

  private List<long[]> measure(TestBroker broker, List<List<String>> statements)
      throws IOException {
    var times = new ArrayList<long[]>();
    statements.forEach(_ -> times.add(new long[SAMPLES]));
    int[] next = new int[statements.size()];
    var order = new ArrayList<Integer>();
    try (var connection = new Connection(broker.wire().base())) {
      for (int i = 0; i < WARM_UP; i++) {
        broker.clock().advance(BETWEEN);
        connection.refused(any(statements.get(i % statements.size())), address());
      }
      for (int round = 0; round < SAMPLES; round++) {
        order.clear();
        for (int kind = 0; kind < statements.size(); kind++) {
          order.add(kind);
        }
        Collections.shuffle(order, random);
        for (int kind : order) {
          broker.clock().advance(BETWEEN);
          times.get(kind)[next[kind]++] = connection.refused(any(statements.get(kind)), address());
        }
      }
    }
    return times;
  }

  private String any(List<String> statements) {
    return statements.get(random.nextInt(statements.size()));
  }

  /// Another caller each time, so that no limit is reached.
  private String address() {
    return "10.%03d.%03d.%03d"
        .formatted(100 + random.nextInt(100), 100 + random.nextInt(100), 100 + random.nextInt(100));
  }

  /// Times in microseconds up to a limit.
  private record Times(double[] sorted) {
    Times(long[] nanos, long most) {
      this(
          Arrays.stream(nanos)
              .filter(it -> it <= most)
              .sorted()
              .mapToDouble(it -> it / 1e3)
              .toArray());
    }

    double median() {
      return sorted[sorted.length / 2];
    }

    double welch(Times other) {
      return (mean() - other.mean())
          / Math.sqrt(variance() / sorted.length + other.variance() / other.sorted.length);
    }

    private double mean() {
      return Arrays.stream(sorted).average().orElseThrow();
    }

    private double variance() {
      double mean = mean();
      return Arrays.stream(sorted).map(it -> (it - mean) * (it - mean)).sum() / (sorted.length - 1);
    }
  }

  /// One connection that is kept, with as little in it as can be.
  private static final class Connection implements AutoCloseable {
    private final Socket socket;
    private final byte[] buffer = new byte[16_384];

    Connection(URI base) throws IOException {
      socket = new Socket(base.getHost(), base.getPort());
      socket.setTcpNoDelay(true);
    }

    /// For how many nanoseconds the caller waited for its refusal.
    long refused(String statement, String address) throws IOException {
      var body = "{\"token\":\"\",\"statement\":\"" + statement + "\"}";
      byte[] request =
          """
          POST /v1/joins HTTP/1.1
          Host: localhost
          Content-Type: application/json
          X-Forwarded-For: %s
          Content-Length: %d

          %s"""
              .formatted(address, body.length(), body)
              .replace("\n", "\r\n")
              .getBytes(ISO_8859_1);
      long begin = System.nanoTime();
      socket.getOutputStream().write(request);
      int length = read();
      long nanos = System.nanoTime() - begin;
      assertThat(new String(buffer, 0, length, ISO_8859_1)).startsWith("HTTP/1.1 404 ");
      return nanos;
    }

    private int read() throws IOException {
      int length = 0;
      while (length == 0 || buffer[length - 1] != '}') {
        int more = socket.getInputStream().read(buffer, length, buffer.length - length);
        if (more < 0) {
          throw new IOException("closed");
        }
        length += more;
      }
      return length;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
