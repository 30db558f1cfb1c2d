package dev.latchkey.broker.live;

import dev.latchkey.broker.http.RefusalMetrics;
import dev.latchkey.broker.metric.Count;
import dev.latchkey.broker.metric.Counts;
import dev.latchkey.broker.metric.Distribution;
import dev.latchkey.broker.metric.Metrics;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/// What is counted of live connections.
final class LiveMetrics {
  /// Of connections that the client has ended, or the network.
  private static final String BY_CLIENT = "client";

  private static final Map<Integer, String> SENT = Message.kinds();

  private final Counts opened;
  private final Counts closed;
  private final Distribution duration;
  private final Count slow;
  private final Counts received;
  private final RefusalMetrics refusals;
  private final Count[] sent =
      new Count[1 + SENT.keySet().stream().mapToInt(it -> it).max().orElse(0)];

  LiveMetrics(Metrics metrics, RefusalMetrics refusals) {
    this.refusals = refusals;
    this.opened =
        metrics.counts(
            "latchkey_connections_opened_total",
            "Live connections that were opened.",
            "transport",
            Arrays.stream(Line.Transport.values()).map(Line.Transport::word).toList());
    this.closed =
        metrics.counts(
            "latchkey_connections_closed_total",
            "Live connections that have ended, by close code (PROTOCOL.md §9.3); client: it went.",
            "code",
            Stream.concat(
                    Stream.of(BY_CLIENT),
                    Arrays.stream(CloseCode.values()).map(it -> Integer.toString(it.wire())))
                .toList());
    this.duration =
        metrics.distribution(
            "latchkey_connection_duration_seconds",
            "How long live connections lasted.",
            1,
            10,
            60,
            300,
            600,
            1_800,
            3_600,
            21_600,
            86_400);
    this.slow =
        metrics.count(
            "latchkey_slow_consumers_total",
            "Live connections that lagged by more than live.outbox-bytes, and were ended.");
    this.received =
        metrics.counts(
            "latchkey_messages_received_total",
            "Messages of WebSocket clients.",
            "kind",
            List.of("hello", "append", "replace", "ephemeral", "follow", "token", "ping"));
    var sentCounts =
        metrics.counts(
            "latchkey_messages_sent_total",
            "Messages that live connections were given to write.",
            "kind",
            SENT.values());
    SENT.forEach((type, kind) -> sent[type] = sentCounts.of(kind));
  }

  /// What is so whenever somebody asks.
  static void gauges(Metrics metrics, Connections connections, Rooms rooms) {
    var open = new LinkedHashMap<String, DoubleSupplier>();
    for (var transport : Line.Transport.values()) {
      open.put(transport.word(), () -> connections.count(transport));
    }
    metrics.gauges("latchkey_connections", "Live connections that are open.", "transport", open);
    metrics.gauge(
        "latchkey_outbox_bytes",
        "What waits to be written to live connections.",
        connections::waitingBytes);
    metrics.gauge(
        "latchkey_sessions_active", "Sessions that somebody is connected to.", rooms::count);
    metrics.gauge(
        "latchkey_members_online",
        "Members that are connected, each counted once however many connections it has.",
        rooms::members);
  }

  void opened(Line line) {
    opened.of(line.transport().word()).add();
  }

  void closed(Line line, long nanos) {
    closed.of(line.ending().code().map(it -> Integer.toString(it.wire())).orElse(BY_CLIENT)).add();
    duration.observeNanos(nanos);
    if (line.ending().code().equals(Optional.of(CloseCode.HELLO_REFUSED))) {
      refusals.unproven(RefusalMetrics.Unproven.HELLO);
    }
    if (line.outbox().hasOverflowed()) {
      slow.add();
    }
  }

  void received(ClientMessage message) {
    var kind =
        switch (message) {
          case ClientMessage.Hello _ -> "hello";
          case ClientMessage.Writing it -> it.covers().isPresent() ? "replace" : "append";
          case ClientMessage.Ephemeral _ -> "ephemeral";
          case ClientMessage.Follow _ -> "follow";
          case ClientMessage.Token _ -> "token";
          case ClientMessage.Ping _ -> "ping";
        };
    received.of(kind).add();
  }

  /// @param type of the message; nothing is counted for a control frame
  void sent(int type) {
    if (type != Message.CONTROL) {
      sent[type].add();
    }
  }
}
