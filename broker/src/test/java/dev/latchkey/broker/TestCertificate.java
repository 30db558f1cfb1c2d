package dev.latchkey.broker;

import dev.latchkey.broker.lan.SelfSigned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// A certificate for this machine and the two files that it is in.
public final class TestCertificate {
  public static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  public static final Instant UNTIL = Instant.parse("2046-01-01T00:00:00Z");

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final Path keyFile;
  private volatile SelfSigned made;

  private TestCertificate(Path folder, SelfSigned made) {
    this.file = folder.resolve("certificate.pem");
    this.keyFile = folder.resolve("key.pem");
    this.made = made;
    write();
  }

  public static TestCertificate in(Path folder) {
    return new TestCertificate(folder, make(FROM, UNTIL));
  }

  /// Puts another one in its place, with another key.
  public void replace() {
    replace(FROM, UNTIL);
  }

  public void replace(Instant from, Instant until) {
    made = make(from, until);
    write();
  }

  public Path file() {
    return file;
  }

  public Path keyFile() {
    return keyFile;
  }

  public X509Certificate certificate() {
    return made.certificate();
  }

  public PrivateKey privateKey() {
    return made.keys().getPrivate();
  }

  /// One that trusts what is in the file now, and nothing else.
  public HttpClient client() {
    return trusting(made.certificate());
  }

  /// One that trusts this certificate, and nothing else.
  static HttpClient trusting(X509Certificate certificate) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .sslContext(context(certificate))
        .build();
  }

  /// As [#client], on this connection. The handshake is made.
  ///
  /// @param versions of TLS that are spoken; all, if none is given
  public SSLSocket secure(Socket connected, String... versions) throws IOException {
    var socket =
        (SSLSocket)
            context(made.certificate())
                .getSocketFactory()
                .createSocket(
                    connected,
                    connected.getInetAddress().getHostAddress(),
                    connected.getPort(),
                    true);
    if (versions.length > 0) {
      socket.setEnabledProtocols(versions);
    }
    socket.startHandshake();
    return socket;
  }

  private static SSLContext context(X509Certificate certificate) {
    try {
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("broker", certificate);
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), RANDOM);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SelfSigned make(Instant from, Instant until) {
    return SelfSigned.make(
        SelfSigned.newKeys(RANDOM), "test", List.of("localhost", "127.0.0.1"), from, until, RANDOM);
  }

  private void write() {
    try {
      Files.writeString(keyFile, made.keyPem());
      Files.writeString(file, made.certificatePem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
