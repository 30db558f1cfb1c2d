package dev.latchkey.broker.http.tls;

import dev.latchkey.broker.config.TlsFiles;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/// TLS 1.2 and 1.3 by the certificate in the operator's files. They are looked at again and again:
/// connections from then on have what is in them now, and those that are open go on. Files that
/// cannot be used change nothing and are told in the log.
public final class ServerTls implements Supplier<SSLEngine>, AutoCloseable {
  private static final Logger LOG = System.getLogger(ServerTls.class.getName());
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
  private static final Duration BETWEEN_WARNINGS = Duration.ofDays(1);
  private static final Duration LONGEST_WARNING = Duration.ofDays(14);
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final String[] SUITES = {
    "TLS_AES_128_GCM_SHA256",
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
  };
  private static final String HTTP = "http/1.1";
  private static final String NO_PROTOCOL = "";

  private final TlsFiles files;
  private final InstantSource clock;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("tls-files").factory());
  private volatile Held held;
  private List<Look> looked;
  private Instant warnAt = Instant.MIN;

  /// What new connections get.
  private record Held(SSLContext context, TlsFiles.Identity identity) {}

  /// By what a change of a file is seen.
  private record Look(FileTime modified, long size) {}

  private ServerTls(TlsFiles files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
    this.looked = looks();
    this.held = hold(files.read(clock.instant()));
  }

  /// Throws [InvalidConfigException] if the files cannot be used.
  public static ServerTls open(TlsFiles files, InstantSource clock) {
    return new ServerTls(files, clock);
  }

  public void start() {
    long millis = BETWEEN_LOOKS.toMillis();
    var _ = executor.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  /// Takes what is new in the files, and warns of a certificate that expires soon. Done by itself
  /// every ten seconds.
  public synchronized void look() {
    try {
      var now = looks();
      if (!now.equals(looked)) {
        looked = now;
        held = hold(files.read(clock.instant()));
        warnAt = Instant.MIN;
        LOG.log(Level.INFO, () -> "a new certificate, valid until " + notAfter());
      }
      warn(clock.instant());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, () -> "the certificate of before is kept; " + e.getMessage());
    }
  }

  /// Of short-lived certificates, when a third of their time is left.
  private void warn(Instant now) {
    var certificate = held.identity().certificate();
    var lifetime = Duration.between(certificate.getNotBefore().toInstant(), notAfter());
    var ahead = min(LONGEST_WARNING, lifetime.dividedBy(3));
    if (now.isAfter(notAfter().minus(ahead)) && !now.isBefore(warnAt)) {
      warnAt = now.plus(BETWEEN_WARNINGS);
      LOG.log(
          Level.WARNING,
          () -> "the certificate expires on " + notAfter() + ": put a new one into its file");
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /// A file that is not there for a moment looks like none that is.
  private List<Look> looks() {
    return List.of(look(files.certificate()), look(files.key()));
  }

  private static Look look(Path file) {
    try {
      return new Look(Files.getLastModifiedTime(file), Files.size(file));
    } catch (IOException e) {
      return new Look(FileTime.fromMillis(0), -1);
    }
  }

  private static Held hold(TlsFiles.Identity identity) {
    try {
      var password = new char[0];
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      var chain = identity.chain().toArray(Certificate[]::new);
      store.setKeyEntry("broker", identity.key(), password, chain);
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, new SecureRandom());
      return new Held(context, identity);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  /// The end of one connection.
  @Override
  public SSLEngine get() {
    var engine = held.context().createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(PROTOCOLS);
    engine.setEnabledCipherSuites(SUITES);
    engine.setHandshakeApplicationProtocolSelector(
        (_, offered) -> offered.contains(HTTP) ? HTTP : NO_PROTOCOL);
    return engine;
  }

  /// When the certificate expires.
  public Instant notAfter() {
    return held.identity().certificate().getNotAfter().toInstant();
  }

  @Override
  public void close() {
    executor.close();
  }
}
