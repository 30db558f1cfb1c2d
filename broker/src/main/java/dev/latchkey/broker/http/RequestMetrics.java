package dev.latchkey.broker.http;

import dev.latchkey.broker.metric.Counts;
import dev.latchkey.broker.metric.Metrics;
import io.helidon.http.Status;
import java.util.stream.IntStream;

/// What is counted of requests.
final class RequestMetrics {
  private static final int HUNDRED = 100;

  private final Counts answered;

  RequestMetrics(Metrics metrics) {
    this.answered =
        metrics.counts(
            "latchkey_requests_total",
            "Requests that were answered, by the class of the status.",
            "status",
            IntStream.rangeClosed(2, 5).mapToObj(RequestMetrics::word).toList());
  }

  void answered(Status status) {
    answered.of(word(status.code() / HUNDRED)).add();
  }

  private static String word(int hundreds) {
    return hundreds + "xx";
  }
}
