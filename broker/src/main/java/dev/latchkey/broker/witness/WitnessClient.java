package dev.latchkey.broker.witness;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.Bytes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Hands checkpoints to witnesses: the one place from which the broker calls anybody. It goes to
/// the addresses of the operator's policy file alone, and follows no redirect.
/// C2SP tlog-witness v1.
final class WitnessClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_ANSWER_BYTES = 65_536;
  private static final String SIZE_TYPE = "text/x.tlog.size";
  private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,17})\n");

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(Redirect.NEVER).connectTimeout(TIMEOUT).build();

  /// What a witness says to a checkpoint.
  sealed interface Answer {
    /// It has signed; these are its signature lines, not yet verified.
    record Signed(String lines) implements Answer {}

    /// The newest checkpoint that it has signed is of this size, or that of this size has another
    /// root.
    record Knows(long size) implements Answer {}

    /// Anything else.
    record Refused(int status) implements Answer {}
  }

  /// @param witness its submission prefix
  /// @param oldSize the size that the witness is believed to know, 0 if none
  /// @param consistency the proof from that size on, empty if there is nothing to prove
  /// @param note the checkpoint with the log's signature
  Answer add(URI witness, long oldSize, List<Bytes> consistency, String note)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(witness + "/add-checkpoint"))
            .timeout(TIMEOUT)
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(BodyPublishers.ofString(body(oldSize, consistency, note)))
            .build();
    var answer =
        http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    return switch (answer.statusCode()) {
      case 200 -> new Answer.Signed(new String(answer.body(), UTF_8));
      case 409 -> conflict(answer);
      default -> new Answer.Refused(answer.statusCode());
    };
  }

  private static String body(long oldSize, List<Bytes> consistency, String note) {
    var body = new StringBuilder("old ").append(oldSize).append('\n');
    for (var hash : consistency) {
      body.append(Base64.getEncoder().encodeToString(hash.toByteArray())).append('\n');
    }
    return body.append('\n').append(note).toString();
  }

  private static Answer conflict(HttpResponse<byte[]> answer) {
    var size = SIZE.matcher(new String(answer.body(), US_ASCII));
    boolean isSize = answer.headers().firstValue("Content-Type").orElse("").equals(SIZE_TYPE);
    return isSize && size.matches()
        ? new Answer.Knows(Long.parseLong(size.group(1)))
        : new Answer.Refused(answer.statusCode());
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
