package dev.latchkey.broker.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.session.Lifetime;
import dev.latchkey.crypto.SecretBytes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the broker runs with. `application.yaml` says what each setting means.
public record Config(
    HostPort listen,
    HostPort managementListen,
    Origin publicUrl,
    Optional<TlsFiles> tls,
    Path dataDir,
    StoreChoice store,
    Optional<Path> keysFile,
    Optional<RedisUrl> redisUrl,
    Set<String> allowedOrigins,
    List<Cidr> trustedProxies,
    Optional<SecretBytes> creationToken,
    Session session,
    Invite invite,
    Access access,
    Http http,
    Live live,
    Ledger ledger,
    int limitMaxKeys,
    Duration purgeInterval,
    LogFormat logFormat,
    OfflinePages offlinePages) {

  /// Bounds of one session.
  ///
  /// @param maxLifetime zero for none
  /// @param maxPerCreator zero for none
  public record Session(
      Duration idleTtl, Duration maxLifetime, int maxMembers, long maxBytes, int maxPerCreator) {
    public Lifetime lifetime() {
      return new Lifetime(idleTtl, Optional.of(maxLifetime).filter(Duration::isPositive));
    }
  }

  /// Bounds of invites.
  public record Invite(Duration maxLifetime, Duration tokenLifetime) {}

  /// Terms of access tokens.
  public record Access(Duration tokenLifetime, Duration leeway) {}

  /// Bounds of connections.
  public record Http(
      int maxConnections,
      int maxConnectionsPerAddress,
      long bodyMemory,
      Duration headerTimeout,
      Duration readTimeout,
      Duration writeTimeout,
      Duration idleTimeout,
      Duration drain) {}

  /// Bounds of live connections.
  public record Live(int outboxBytes, int compactAfter) {}

  /// What becomes of ledgers.
  ///
  /// @param network what they keep of those who call
  /// @param detailsTtl for how long they keep it
  /// @param witnessPolicy who countersigns the broker-wide log
  public record Ledger(NetworkRecording network, Duration detailsTtl, PolicyFile witnessPolicy) {}

  /// Throws [InvalidConfigException] for a value out of its range and for a combination that
  /// cannot be meant.
  public static Config of(Settings settings) {
    var values = new Values(settings);
    var listen = HostPort.parse("listen", values.text("listen")).withFreePort();
    var tls = TlsFiles.of(values.text("tls.certificate-file"), values.text("tls.key-file"));
    return new Config(
        listen,
        management(values, listen),
        publicUrl(values, listen, tls.isPresent()),
        tls,
        values.path("data-dir"),
        StoreChoice.parse("store", values.text("store")),
        values.file("keys-file"),
        RedisUrl.parse("redis-url", values.text("redis-url")),
        allowedOrigins(values),
        values.list("trusted-proxies").stream()
            .map(text -> Cidr.parse("trusted-proxies", text))
            .toList(),
        creationToken(values),
        new Session(
            values.duration("session.idle-ttl", "1h", "3650d"),
            values.durationOrNone("session.max-lifetime", "1h", "3650d"),
            values.number("session.max-members", 2, 1_000),
            values.bytes("session.max-bytes", "1MiB", "64GiB"),
            values.number("session.max-per-creator", 0, 1_000_000)),
        new Invite(
            values.duration("invite.max-lifetime", "1m", "30d"),
            values.duration("invite.token-lifetime", "1m", "7d")),
        new Access(
            values.duration("access.token-lifetime", "2m", "10m"),
            values.duration("access.leeway", "0s", "30s")),
        new Http(
            values.number("http.max-connections", 16, 1_000_000),
            values.number("http.max-connections-per-address", 1, 1_000_000),
            values.bytes("http.body-memory", "2MiB", "16GiB"),
            values.duration("http.header-timeout", "1s", "1m"),
            values.duration("http.read-timeout", "1s", "5m"),
            values.duration("http.write-timeout", "1s", "5m"),
            values.duration("http.idle-timeout", "35s", "1h"),
            values.duration("http.drain", "0s", "5m")),
        new Live(
            (int) values.bytes("live.outbox-bytes", "512KiB", "64MiB"),
            values.number("live.compact-after", 16, 1_000_000)),
        new Ledger(
            NetworkRecording.parse("ledger.network", values.text("ledger.network")),
            values.duration("ledger.details-ttl", "1h", "3650d"),
            PolicyFile.read("ledger.witness-policy", values.text("ledger.witness-policy"))),
        values.number("limit.max-keys", 1_000, 10_000_000),
        values.duration("purge-interval", "1s", "1d"),
        LogFormat.parse("log-format", values.text("log-format")),
        OfflinePages.parse("offline-pages", values.text("offline-pages")));
  }

  /// Throws [InUseException] if somebody listens on one of the ports already.
  public void requireFreePorts() {
    listen.requireFree("listen");
    managementListen.requireFree("management-listen");
  }

  private static HostPort management(Values values, HostPort listen) {
    var text = values.text("management-listen");
    return text.isEmpty()
        ? listen.management()
        : HostPort.parse("management-listen", text).withFreePort();
  }

  private static Origin publicUrl(Values values, HostPort listen, boolean tls) {
    var text = values.text("public-url");
    if (text.isEmpty()) {
      return Origin.parse("public-url", (tls ? "https" : "http") + "://localhost:" + listen.port());
    }
    var origin = Origin.parse("public-url", text);
    if (!origin.isHttps() && !origin.isLoopback()) {
      throw new InvalidConfigException(
          "public-url: want https, because browsers give keys to http pages of this machine only");
    }
    return origin;
  }

  private static Set<String> allowedOrigins(Values values) {
    var origins = new LinkedHashSet<String>();
    for (var text : values.list("allowed-origins")) {
      if (text.equals("*")) {
        throw new InvalidConfigException("allowed-origins: name each origin; * is not allowed");
      }
      origins.add(text.equals("null") ? text : Origin.parse("allowed-origins", text).value());
    }
    return Set.copyOf(origins);
  }

  private static Optional<SecretBytes> creationToken(Values values) {
    var text = values.text("creation-token");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.length() < 16) {
      throw new InvalidConfigException("creation-token: want at least 16 characters");
    }
    return Optional.of(SecretBytes.of(text.getBytes(UTF_8)));
  }
}
