package dev.latchkey.broker.http;

import dev.latchkey.broker.limit.Limit;
import dev.latchkey.broker.metric.Counts;
import dev.latchkey.broker.metric.Metrics;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/// What is counted of those whom the broker turns away, over HTTP and on live connections.
public final class RefusalMetrics {
  /// The limit that has no bucket: how many connections a member has at one time.
  public static final String SEATS = "connections";

  private final Counts limited;
  private final Counts unauthenticated;

  public RefusalMetrics(Metrics metrics) {
    this.limited =
        metrics.counts(
            "latchkey_rate_limited_total",
            "Requests and messages over a limit (PROTOCOL.md §8).",
            "rule",
            Stream.concat(Arrays.stream(Limit.values()).map(Limit::wire), Stream.of(SEATS))
                .toList());
    this.unauthenticated =
        metrics.counts(
            "latchkey_auth_failures_total",
            "Callers who did not prove who they are.",
            "reason",
            Arrays.stream(Unproven.values()).map(Unproven::word).toList());
  }

  /// What was not accepted.
  public enum Unproven {
    /// An access token or a proof that goes with it, over HTTP.
    TOKEN,
    /// The same on a live connection.
    HELLO,
    /// The token that sessions may be created with.
    CREATION_TOKEN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Somebody wanted more than a limit allows.
  ///
  /// @param rule the name of the limit
  public void limited(String rule) {
    limited.of(rule).add();
  }

  public void unproven(Unproven what) {
    unauthenticated.of(what.word()).add();
  }
}
