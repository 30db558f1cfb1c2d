package dev.latchkey.broker.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestCertificate;
import dev.latchkey.broker.http.tls.ServerTls;
import dev.latchkey.crypto.roster.Role;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A broker that speaks https itself.
@Timeout(60)
class TlsTest {
  private static final String GET = "GET /v1/nope HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final int MOST_CONNECTIONS = 16;
  private static final int ALERT = 21;
  private static final int PROTOCOL_VERSION = 70;

  @TempDir Path folder;
  private TestCertificate certificate;
  private TestBroker broker;

  @BeforeEach
  void start() {
    certificate = TestCertificate.in(folder);
    broker =
        TestBroker.overTls(
            certificate, Map.of("LATCHKEY_HTTP_MAX_CONNECTIONS", "" + MOST_CONNECTIONS));
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aSessionIsFoundedAndJoinedOverHttps() {
    var host = broker.host();
    var guest = broker.guest();

    guest.join(host.invite(Role.EDITOR)).require(201);

    assertThat(broker.origin()).startsWith("https://localhost:");
    assertThat(host.follow().members()).hasSize(2);
  }

  @Test
  void anAnswerOfManyRecordsIsWhole() throws IOException {
    var answer = broker.wire().send("GET", "/openapi.json").require(200);

    try (var resource = TlsTest.class.getResourceAsStream("/openapi.json")) {
      assertThat(answer.body()).isEqualTo(resource.readAllBytes());
    }
    assertThat(answer.body().length).isGreaterThan(2 * 16_384);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void newerVersionsOfTlsAreSpoken(String version) throws IOException {
    try (var socket = connect()) {
      assertThat(socket.getSupportedProtocols()).contains(version);
    }
    try (var socket = connect(version)) {
      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
      assertThat(ask(socket)).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void olderVersionsAreRefused() throws IOException {
    try (var socket = plain()) {
      socket.getOutputStream().write(helloOfTls11());

      var answer = socket.getInputStream().readNBytes(7);

      assertThat(answer[0]).isEqualTo((byte) ALERT);
      assertThat(answer[6]).isEqualTo((byte) PROTOCOL_VERSION);
    }
  }

  @Test
  void whoSpeaksHttpIsToldThatThePortSpeaksHttps() {
    try (var http = RawConnection.to(broker)) {
      var answer = http.send(GET).next();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("https");
    }
  }

  @Test
  void aNewCertificateIsTakenWhileOpenConnectionsGoOn() throws IOException {
    try (var before = connect()) {
      assertThat(ask(before)).startsWith("HTTP/1.1 404 ");
      var old = certificate.certificate();
      certificate.replace();

      tls().look();

      assertThat(ask(before)).startsWith("HTTP/1.1 404 ");
      try (var after = connect()) {
        assertThat(certificateOf(after)).isEqualTo(certificate.certificate()).isNotEqualTo(old);
        assertThat(ask(after)).startsWith("HTTP/1.1 404 ");
      }
    }
  }

  @Test
  void filesThatCannotBeUsedChangeNothingAndAreToldOnce() throws IOException {
    try (var log = CapturedLog.silently(ServerTls.class.getName())) {
      Files.writeString(certificate.file(), "nonsense");

      tls().look();
      tls().look();

      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().getFirst())
          .contains("the certificate of before is kept", "tls.certificate-file");
    }
    try (var socket = connect()) {
      assertThat(ask(socket)).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void aCertificateThatExpiresSoonIsWarnedOfOnceADay() {
    var now = broker.clock().instant();
    certificate.replace(now.minus(Duration.ofDays(60)), now.plus(Duration.ofDays(30)));
    try (var log = CapturedLog.silently(ServerTls.class.getName())) {
      tls().look();
      broker.clock().advance(Duration.ofDays(15));
      tls().look();
      assertThat(log.lines()).isEmpty();

      broker.clock().advance(Duration.ofDays(2));
      tls().look();
      tls().look();
      broker.clock().advance(Duration.ofDays(1));
      tls().look();

      assertThat(log.lines()).hasSize(2).allMatch(it -> it.contains("expires on"));
    }
  }

  @Test
  void aHandshakeThatDoesNotEndIsCutOffAndCounted() {
    try (var silent = RawConnection.to(broker)) {
      while (broker.http().connections().openCount() == 0) {
        Thread.onSpinWait();
      }
      silent.send("\u0016\u0003\u0001\u0002\u0000\u0001");
      assertThat(silent.isClosed()).isFalse();

      broker.socketClock().advance(Duration.ofSeconds(10));
      broker.http().connections().closeLate();

      assertThat(silent.isClosed()).isTrue();
    }
  }

  @Test
  void handshakesThatFailTakeNoPlaceForGood() throws IOException {
    for (int i = 0; i < 3 * MOST_CONNECTIONS; i++) {
      try (var garbage = plain()) {
        garbage.getOutputStream().write("nonsense\r\n\r\n".getBytes(ISO_8859_1));
        assertThat(garbage.getInputStream().readAllBytes()).isNotNull();
      }
    }

    try (var socket = connect()) {
      assertThat(ask(socket)).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void aSecondHandshakeOnOneConnectionEndsIt() throws IOException {
    try (var socket = connect("TLSv1.2")) {
      assertThat(ask(socket)).startsWith("HTTP/1.1 404 ");

      socket.startHandshake();

      assertThatThrownBy(() -> ask(socket)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aClientThatTrustsAnotherCertificateIsNotServed() throws IOException {
    var other = TestCertificate.in(Files.createDirectory(folder.resolve("other")));
    try (var connected = plain()) {
      assertThatThrownBy(() -> other.secure(connected)).isInstanceOf(SSLHandshakeException.class);
    }
  }

  private ServerTls tls() {
    return broker.http().tls().orElseThrow();
  }

  private SSLSocket connect() throws IOException {
    return certificate.secure(plain());
  }

  private SSLSocket connect(String version) throws IOException {
    return certificate.secure(plain(), version);
  }

  private Socket plain() throws IOException {
    var base = broker.wire().base();
    var socket = new Socket(base.getHost(), base.getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static X509Certificate certificateOf(SSLSocket socket) throws IOException {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  /// The head of the answer, whose body is read, too.
  private static String ask(SSLSocket socket) throws IOException {
    socket.getOutputStream().write(GET.getBytes(ISO_8859_1));
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("no answer");
      }
      head.append((char) next);
    }
    var length = head.toString().replaceFirst("(?is).*content-length: ([0-9]+).*", "$1");
    socket.getInputStream().readNBytes(Integer.parseInt(length));
    return head.toString();
  }

  /// RFC 4346 §7.4.1.2, with a suite that there is in all versions before 1.3.
  private static byte[] helloOfTls11() {
    int length = 2 + 32 + 1 + 4 + 2;
    return ByteBuffer.allocate(5 + 4 + length)
        .put(new byte[] {22, 3, 1})
        .putShort((short) (4 + length))
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) length)
        .putShort((short) 0x0302)
        .put(new byte[32])
        .put((byte) 0)
        .putShort((short) 2)
        .putShort((short) 0xc009)
        .put(new byte[] {1, 0})
        .array();
  }
}
