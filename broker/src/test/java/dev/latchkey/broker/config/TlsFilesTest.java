package dev.latchkey.broker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.broker.TestCertificate;
import dev.latchkey.broker.lan.SelfSigned;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @TempDir Path folder;
  private TestCertificate certificate;

  @BeforeEach
  void makeCertificate() {
    certificate = TestCertificate.in(folder);
  }

  @Test
  void aCertificateAndItsKeyAreRead() {
    var identity = files().read(NOW);

    assertThat(identity.certificate()).isEqualTo(certificate.certificate());
    assertThat(identity.key().getAlgorithm()).isEqualTo("EC");
  }

  @Test
  void whatVouchesForTheCertificateComesWithIt() throws IOException {
    var own = Files.readString(certificate.file());
    certificate.replace();
    var issuer = Files.readString(certificate.file());
    certificate = TestCertificate.in(folder);
    Files.writeString(certificate.file(), Files.readString(certificate.file()) + issuer + own);

    assertThat(files().read(NOW).chain()).hasSize(3);
    assertThat(files().read(NOW).certificate()).isEqualTo(certificate.certificate());
  }

  @Test
  void aKeyInItsOlderFormIsTaken() throws IOException {
    var key = (ECPrivateKey) certificate.privateKey();
    var curve = PrivateKeyInfo.getInstance(key.getEncoded()).getPrivateKeyAlgorithm();
    var sec1 = new org.bouncycastle.asn1.sec.ECPrivateKey(256, key.getS(), curve.getParameters());
    write(new PemObject("EC PRIVATE KEY", sec1.getEncoded()));

    assertThat(files().read(NOW).certificate()).isEqualTo(certificate.certificate());
  }

  @Test
  void aKeyOfAnotherKindIsRefused() throws Exception {
    write(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate());

    assertThat(Files.readString(certificate.keyFile())).contains("BEGIN RSA PRIVATE KEY");
    assertRefused("is not that of the certificate");
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() throws IOException {
    var other = SelfSigned.newKeys(new SecureRandom());
    write(new JcaPKCS8Generator(other.getPrivate(), null));

    assertRefused("tls.key-file", "is not that of the certificate");
  }

  @Test
  void anEncryptedKeyIsRefused() throws IOException {
    Files.writeString(
        certificate.keyFile(),
        """
        -----BEGIN EC PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF

        AAAAAAAAAAAAAAAAAAAAAA==
        -----END EC PRIVATE KEY-----
        """);

    assertRefused("tls.key-file", "is encrypted");
  }

  @Test
  void aCertificateIsRefusedBeforeAndAfterItsTime() {
    certificate.replace(NOW.plusSeconds(1), NOW.plusSeconds(9));
    assertRefused("is not valid before 2026-06-01T12:00:01Z");

    certificate.replace(NOW.minusSeconds(9), NOW.minusSeconds(1));
    assertRefused("has expired on 2026-06-01T11:59:59Z");
  }

  @Test
  void whatIsNoPemIsRefused() throws IOException {
    Files.writeString(certificate.keyFile(), Files.readString(certificate.file()));
    assertRefused("tls.key-file", "there is no key in");

    Files.writeString(certificate.file(), "nonsense");
    assertRefused("tls.certificate-file", "there is no certificate in");

    Files.writeString(certificate.file(), "-----BEGIN CERTIFICATE-----\nAAAA\n");
    assertRefused("tls.certificate-file", "cannot read");

    Files.delete(certificate.file());
    assertRefused("tls.certificate-file", "cannot read " + certificate.file());
  }

  @Test
  void oneFileWithoutTheOtherIsRefused() {
    for (var variable : new String[] {"LATCHKEY_TLS_CERTIFICATE_FILE", "LATCHKEY_TLS_KEY_FILE"}) {
      assertThatThrownBy(() -> Config.of(Settings.read(Map.of(variable, "x"))))
          .isInstanceOf(InvalidConfigException.class)
          .hasMessageContaining("want both or none");
    }
  }

  private void write(Object key) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(key);
    }
    Files.writeString(certificate.keyFile(), text.toString());
  }

  private TlsFiles files() {
    return new TlsFiles(certificate.file(), certificate.keyFile());
  }

  private void assertRefused(String... words) {
    assertThatThrownBy(() -> files().read(NOW))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContainingAll(words);
  }
}
