package dev.latchkey.broker.limit;

import java.time.Duration;

/// Every limit of the broker: a bucket of `burst` tokens per key that fills up again by one token
/// per `refill`. PROTOCOL.md §8 has the same rows. Those of them that guessing and filling run into
/// are common to all brokers of a store; each broker counts for itself what it could not ask about
/// for every message, and what protects its own processor.
public enum Limit {
  /// Calls that need no membership.
  TRY("try", 600, Duration.ofMillis(25)),
  /// New sessions.
  CREATE("create", 60, Duration.ofSeconds(1)),
  /// Refused joins without proof of the invite, per IPv4 address or IPv6 /64.
  JOIN_ADDRESS("join-address", 30, Duration.ofSeconds(3)),
  /// The same per IPv6 /56.
  JOIN_SITE("join-site", 90, Duration.ofSeconds(1)),
  /// The same per IPv6 /48.
  JOIN_NETWORK("join-network", 300, Duration.ofMillis(300)),
  /// Refused joins without proof, per invite; an empty bucket locks the invite.
  JOIN_INVITE("join-invite", 5, Duration.ofSeconds(60)),
  /// Joins with proof to a locked invite.
  JOIN_LOCKED("join-locked", 5, Duration.ofSeconds(2)),
  /// Joins with proof, per session and invite.
  JOIN_SESSION("join-session", 100, Duration.ofMillis(500)),
  /// Joins with proof that the device has signed, per device key.
  JOIN_DEVICE("join-device", 10, Duration.ofSeconds(1)),
  /// All joins of the broker.
  JOIN_ALL("join-all", 4_000, Duration.ofNanos(500_000)),
  /// Statements of a host, comparisons of a member.
  STATEMENT("statement", 120, Duration.ofMillis(500)),
  /// The same per address, whatever the sessions.
  STATEMENT_ADDRESS("statement-address", 600, Duration.ofMillis(100)),
  /// Frames and names of a member, however they come.
  WRITE("write", 2_000, Duration.ofMillis(5)),
  /// Messages on a live connection; ephemeral frames of a member by HTTP.
  LIVE_MESSAGES("live-messages", 4_000, Duration.ofMillis(4)),
  /// Their bytes.
  LIVE_BYTES("live-bytes", 8_388_608, Duration.ofNanos(1_000));

  /// What a refused join costs the buckets of its address.
  public static final int REFUSED_JOIN_COST = 3;

  private final String wire;
  private final int burst;
  private final Duration refill;

  Limit(String wire, int burst, Duration refill) {
    this.wire = wire;
    this.burst = burst;
    this.refill = refill;
  }

  /// The name in `RateLimit` headers.
  public String wire() {
    return wire;
  }

  public int burst() {
    return burst;
  }

  /// How long one token takes to come back.
  public Duration refill() {
    return refill;
  }

  /// Whether all brokers of a store have its buckets in common.
  public boolean isCommon() {
    return switch (this) {
      case CREATE,
          JOIN_ADDRESS,
          JOIN_SITE,
          JOIN_NETWORK,
          JOIN_INVITE,
          JOIN_LOCKED,
          JOIN_SESSION,
          JOIN_DEVICE,
          STATEMENT,
          STATEMENT_ADDRESS ->
          true;
      case TRY, JOIN_ALL, WRITE, LIVE_MESSAGES, LIVE_BYTES -> false;
    };
  }

  /// How long an empty bucket takes to be full.
  public Duration window() {
    return refill.multipliedBy(burst);
  }
}
