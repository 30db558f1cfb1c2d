package dev.latchkey.broker.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/// The two files of TLS: the broker's certificate, with those that vouch for it after it, and the
/// key of it, both in PEM.
public record TlsFiles(Path certificate, Path key) {
  private static final String CERTIFICATE = "tls.certificate-file";
  private static final String KEY = "tls.key-file";

  /// What is in the files.
  ///
  /// @param chain the broker's own certificate first
  public record Identity(List<X509Certificate> chain, PrivateKey key) {
    public X509Certificate certificate() {
      return chain.getFirst();
    }
  }

  static Optional<TlsFiles> of(String certificate, String key) {
    if (certificate.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    if (certificate.isEmpty() || key.isEmpty()) {
      throw new InvalidConfigException(CERTIFICATE + ", " + KEY + ": want both or none");
    }
    try {
      return Optional.of(new TlsFiles(Path.of(certificate), Path.of(key)));
    } catch (IllegalArgumentException e) {
      throw Values.unwanted(CERTIFICATE + ", " + KEY, "the paths of files");
    }
  }

  /// Throws [InvalidConfigException] for files that cannot be read, are not what they should be, do
  /// not belong together, or are not valid at this time.
  public Identity read(Instant now) {
    var chain = chain();
    var identity = new Identity(chain, privateKey());
    if (!belongTogether(identity.certificate().getPublicKey(), identity.key())) {
      throw new InvalidConfigException(
          KEY + ": the key in " + key + " is not that of the certificate in " + certificate);
    }
    requireValid(identity.certificate(), now);
    return identity;
  }

  private void requireValid(X509Certificate leaf, Instant now) {
    if (now.isBefore(leaf.getNotBefore().toInstant())) {
      throw new InvalidConfigException(
          "%s: the certificate in %s is not valid before %s"
              .formatted(CERTIFICATE, certificate, leaf.getNotBefore().toInstant()));
    }
    if (now.isAfter(leaf.getNotAfter().toInstant())) {
      throw new InvalidConfigException(
          "%s: the certificate in %s has expired on %s"
              .formatted(CERTIFICATE, certificate, leaf.getNotAfter().toInstant()));
    }
  }

  private List<X509Certificate> chain() {
    var chain = new ArrayList<X509Certificate>();
    var converter = new JcaX509CertificateConverter();
    try {
      for (var object : objects(CERTIFICATE, certificate)) {
        if (object instanceof X509CertificateHolder holder) {
          chain.add(converter.getCertificate(holder));
        }
      }
    } catch (GeneralSecurityException e) {
      throw unreadable(CERTIFICATE, certificate);
    }
    if (chain.isEmpty()) {
      throw new InvalidConfigException(
          CERTIFICATE + ": there is no certificate in " + certificate + " (BEGIN CERTIFICATE)");
    }
    return List.copyOf(chain);
  }

  private PrivateKey privateKey() {
    var converter = new JcaPEMKeyConverter();
    try {
      for (var object : objects(KEY, key)) {
        switch (object) {
          case PrivateKeyInfo info -> {
            return converter.getPrivateKey(info);
          }
          case PEMKeyPair pair -> {
            return converter.getPrivateKey(pair.getPrivateKeyInfo());
          }
          case PEMEncryptedKeyPair _, PKCS8EncryptedPrivateKeyInfo _ ->
              throw new InvalidConfigException(
                  KEY + ": the key in " + key + " is encrypted; the broker takes it in the clear");
          default -> {}
        }
      }
    } catch (IOException e) {
      throw unreadable(KEY, key);
    }
    throw new InvalidConfigException(KEY + ": there is no key in " + key + " (BEGIN PRIVATE KEY)");
  }

  private static List<Object> objects(String setting, Path file) {
    try (Reader reader = Files.newBufferedReader(file);
        var parser = new PEMParser(reader)) {
      var objects = new ArrayList<>();
      for (var object = parser.readObject(); object != null; object = parser.readObject()) {
        objects.add(object);
      }
      return objects;
    } catch (IOException | RuntimeException e) {
      throw unreadable(setting, file);
    }
  }

  private static InvalidConfigException unreadable(String setting, Path file) {
    return new InvalidConfigException(setting + ": cannot read " + file + " as PEM");
  }

  /// Whether what one signs the other verifies.
  private static boolean belongTogether(PublicKey publicKey, PrivateKey privateKey) {
    try {
      var signature = Signature.getInstance(algorithm(privateKey.getAlgorithm()));
      byte[] message = publicKey.getEncoded();
      signature.initSign(privateKey);
      signature.update(message);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String algorithm(String key) {
    return switch (key) {
      case "RSA" -> "SHA256withRSA";
      case "EC", "ECDSA" -> "SHA256withECDSA";
      default -> key;
    };
  }
}
