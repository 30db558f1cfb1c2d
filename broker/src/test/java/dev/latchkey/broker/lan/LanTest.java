package dev.latchkey.broker.lan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.Settings;
import dev.latchkey.broker.config.TlsFiles;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final LanHost HOST = host("192.168.1.20");

  @TempDir Path folder;

  @Test
  void theBrokerListensEverywhereAndIsReachedByTheAddressOfThisMachine() {
    var config = config(prepare(HOST, NOW, Map.of()));

    assertThat(config.listen()).hasToString("0.0.0.0:8443");
    assertThat(config.publicUrl()).hasToString("https://192.168.1.20:8443");
    assertThat(config.managementListen().host()).isEqualTo("127.0.0.1");
    assertThat(config.tls().orElseThrow().read(NOW).certificate()).isNotNull();
  }

  @Test
  void whatTheEnvironmentSaysStays() {
    var lan =
        prepare(
            HOST,
            NOW,
            Map.of(
                "LATCHKEY_LISTEN", "192.168.1.20:9443",
                "LATCHKEY_TLS_CERTIFICATE_FILE", "own.pem",
                "LATCHKEY_TLS_KEY_FILE", "own-key.pem"));

    assertThat(config(lan).publicUrl()).hasToString("https://192.168.1.20:9443");
    assertThat(config(lan).tls())
        .contains(new TlsFiles(Path.of("own.pem"), Path.of("own-key.pem")));
    assertThat(lan.fingerprint()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theCertificateIsForAllAddressesAndVouchesForNoOther() throws Exception {
    var certificate = certificate(prepare(HOST, NOW, Map.of()));

    var names =
        certificate.getSubjectAlternativeNames().stream().map(it -> it.get(1).toString()).toList();
    assertThat(names)
        .hasSameElementsAs(
            List.of(
                "127.0.0.1",
                "0:0:0:0:0:0:0:1",
                "192.168.1.20",
                "fd00:0:0:0:0:0:0:7",
                "localhost",
                "desk",
                "desk.local"));
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(certificate.getNotAfter().toInstant()).isBefore(NOW.plus(Duration.ofDays(398)));
  }

  @Test
  void theKeyIsForTheOwnerAlone() throws Exception {
    prepare(HOST, NOW, Map.of());

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("lan-key.pem"))))
        .isEqualTo("rw-------");
  }

  @Test
  void theSameMachineKeepsItsCertificate() {
    var first = prepare(HOST, NOW, Map.of());
    var again = prepare(HOST, NOW.plus(Duration.ofDays(300)), Map.of());

    assertThat(again.fingerprint()).isEqualTo(first.fingerprint()).isPresent();
  }

  @Test
  void otherAddressesGetAnotherCertificateOfTheSameKey() {
    var first = prepare(HOST, NOW, Map.of());
    var before = certificate(first);

    var moved = prepare(host("192.168.1.21"), NOW, Map.of());

    assertThat(moved.fingerprint()).isNotEqualTo(first.fingerprint());
    assertThat(certificate(moved).getPublicKey()).isEqualTo(before.getPublicKey());
  }

  @Test
  void aCertificateThatExpiresSoonIsMadeAnew() {
    var first = prepare(HOST, NOW, Map.of());

    var later = prepare(HOST, NOW.plus(Duration.ofDays(340)), Map.of());
    var afterTheEnd = prepare(HOST, NOW.plus(Duration.ofDays(999)), Map.of());

    assertThat(List.of(first, later, afterTheEnd).stream().map(Lan::fingerprint).distinct())
        .hasSize(3);
  }

  @Test
  void theGreetingShowsTheAddressAndTheWholeFingerprint() {
    var lan = prepare(HOST, NOW, Map.of());

    var greeting = lan.greeting("https://192.168.1.20:8443", false);

    assertThat(greeting).contains("https://192.168.1.20:8443", "█", "do not go on");
    var fingerprint = lan.fingerprint().orElseThrow();
    assertThat(fingerprint).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    assertThat(greeting).contains(fingerprint.substring(0, 47), fingerprint.substring(48));
  }

  private Lan prepare(LanHost host, Instant now, Map<String, String> more) {
    var environment = new HashMap<>(more);
    environment.put("LATCHKEY_DATA_DIR", folder.toString());
    return Lan.prepare(environment, host, now, new SecureRandom());
  }

  private static Config config(Lan lan) {
    return Config.of(Settings.read(lan.environment()));
  }

  private static X509Certificate certificate(Lan lan) {
    return config(lan).tls().orElseThrow().read(NOW).certificate();
  }

  private static LanHost host(String address) {
    var main = InetAddress.ofLiteral(address);
    return LanHost.of(main, List.of(main, InetAddress.ofLiteral("fd00::7")), Optional.of("desk"));
  }
}
