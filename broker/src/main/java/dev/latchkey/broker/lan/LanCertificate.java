package dev.latchkey.broker.lan;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.broker.config.InvalidConfigException;
import dev.latchkey.broker.config.OwnerOnly;
import dev.latchkey.broker.config.TlsFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The self-signed certificate of this machine, kept in the data folder. It is made anew, by the
/// same key, when the machine has other addresses or names, and before it expires.
public final class LanCertificate {
  private static final Duration LIFETIME = Duration.ofDays(365);
  private static final Duration LEAST_LEFT = Duration.ofDays(30);
  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

  private final TlsFiles files;
  private final SecureRandom random;

  private LanCertificate(TlsFiles files, SecureRandom random) {
    this.files = files;
    this.random = random;
  }

  /// The certificate in this folder as it is now.
  public record Kept(TlsFiles files, X509Certificate certificate) {
    /// SHA-256 of the certificate, as browsers show it.
    public String fingerprint() {
      try {
        var hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
      } catch (NoSuchAlgorithmException | CertificateException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }

  /// Keeps the certificate that is there if it is for these hosts, or makes one.
  ///
  /// @param name for people
  public static Kept keep(
      Path folder, String name, Set<String> hosts, Instant now, SecureRandom random) {
    var files = new TlsFiles(folder.resolve("lan-certificate.pem"), folder.resolve("lan-key.pem"));
    return new LanCertificate(files, random).keep(name, hosts, now);
  }

  private Kept keep(String name, Set<String> hosts, Instant now) {
    var held = read(now);
    if (held.isPresent()
        && hosts(held.get().certificate()).equals(new TreeSet<>(hosts))
        && held.get().certificate().getNotAfter().toInstant().isAfter(now.plus(LEAST_LEFT))) {
      return new Kept(files, held.get().certificate());
    }
    var keys =
        held.map(it -> new KeyPair(it.certificate().getPublicKey(), it.key()))
            .orElseGet(() -> SelfSigned.newKeys(random));
    var made =
        SelfSigned.make(keys, name, hosts, now.minus(CLOCKS_DIFFER), now.plus(LIFETIME), random);
    try {
      if (held.isEmpty()) {
        replace(files.key(), made.keyPem());
      }
      replace(files.certificate(), made.certificatePem());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + files.certificate(), e);
    }
    return new Kept(files, made.certificate());
  }

  private Optional<TlsFiles.Identity> read(Instant now) {
    try {
      return Optional.of(files.read(now));
    } catch (InvalidConfigException e) {
      // Not there yet, or expired: there will be another one.
      return Optional.empty();
    }
  }

  private static Set<String> hosts(X509Certificate certificate) {
    try {
      var hosts = new TreeSet<String>();
      var names =
          Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.<List<?>>of());
      names.forEach(it -> hosts.add(it.get(1).toString()));
      return hosts;
    } catch (CertificateParsingException e) {
      return new TreeSet<>();
    }
  }

  /// Whole or not at all, for the owner alone.
  private static void replace(Path file, String text) throws IOException {
    var draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    try (var out = OwnerOnly.FILE.create(draft)) {
      out.write(text.getBytes(US_ASCII));
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
