package dev.latchkey.crypto.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.vectors.ExternalVectors;
import dev.latchkey.crypto.vectors.Wycheproof;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One verdict per signature, whichever library is asked: here Bouncy Castle and the JDK, in
/// TypeScript noble and WebCrypto, over the same files.
class Ed25519AgreementTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] IDENTITY = new byte[32];

  static {
    IDENTITY[0] = 1;
  }

  private record Case(String name, byte[] key, byte[] message, byte[] signature) {}

  @Test
  void ofTheEdgeCasesOfCctvOnlyTheOneWithoutAnEdgeIsAccepted() throws Exception {
    var cases = new ArrayList<Case>();
    var ordinary = new ArrayList<String>();
    for (var node : ExternalVectors.json("cctv/ed25519/ed25519vectors.json")) {
      var name = "number " + node.path("number");
      cases.add(
          new Case(
              name,
              hex(node, "key"),
              node.path("msg").textValue().getBytes(UTF_8),
              hex(node, "sig")));
      if (node.path("flags").isNull()) {
        ordinary.add(name);
      }
    }

    assertThat(cases).hasSize(914);
    assertThat(acceptedByBoth(cases)).hasSize(1).isEqualTo(ordinary);
    ExternalVectors.ran("CCTV ed25519", cases.size());
  }

  @Test
  void noneOfTheSpeccheckCasesIsAccepted() throws Exception {
    var cases = new ArrayList<Case>();
    for (var node : ExternalVectors.json("ed25519-speccheck/cases.json")) {
      cases.add(
          new Case(
              "case " + cases.size(),
              hex(node, "pub_key"),
              hex(node, "message"),
              hex(node, "signature")));
    }

    assertThat(cases).hasSize(12);
    assertThat(acceptedByBoth(cases)).isEmpty();
    ExternalVectors.ran("ed25519-speccheck", cases.size());
  }

  /// Our stricter rule refuses none of its valid signatures.
  @Test
  void wycheproofAgrees() throws Exception {
    var cases = new ArrayList<Case>();
    var valid = new ArrayList<String>();
    for (var one : Wycheproof.read("ed25519_test.json")) {
      byte[] key = hex(one.group().required("publicKey"), "pk");
      cases.add(new Case(one.toString(), key, one.hex("msg"), one.hex("sig")));
      if (one.isValid()) {
        valid.add(one.toString());
      }
    }

    assertThat(valid).isNotEmpty();
    assertThat(acceptedByBoth(cases)).isEqualTo(valid);
    ExternalVectors.ran("Wycheproof ed25519", cases.size());
  }

  private static List<String> acceptedByBoth(List<Case> cases) throws GeneralSecurityException {
    var accepted = new ArrayList<String>();
    for (var one : cases) {
      boolean ours = isAccepted(one);
      assertThat(isAcceptedByTheJdk(one)).as(one.name()).isEqualTo(ours);
      if (ours) {
        accepted.add(one.name());
      }
    }
    return accepted;
  }

  private static boolean isAccepted(Case one) {
    try {
      return VerifyingKey.of(one.key()).verify(one.message(), one.signature());
    } catch (FormatException e) {
      return false;
    }
  }

  /// Rules 1, 2 and 4 of FORMATS.md §4, for a key that is valid.
  private static boolean isAcceptedByTheJdk(Case one) throws GeneralSecurityException {
    if (!isValid(one.key()) || one.signature().length != 64) {
      return false;
    }
    if (Arrays.equals(one.signature(), 0, 32, IDENTITY, 0, 32)) {
      return false;
    }
    var verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(jdkKey(one.key()));
    verifier.update(one.message());
    try {
      return verifier.verify(one.signature());
    } catch (SignatureException e) {
      return false;
    }
  }

  private static boolean isValid(byte[] key) {
    try {
      VerifyingKey.of(key);
      return true;
    } catch (FormatException e) {
      return false;
    }
  }

  private static PublicKey jdkKey(byte[] key) throws GeneralSecurityException {
    byte[] bigEndian = new byte[key.length];
    for (int i = 0; i < key.length; i++) {
      bigEndian[i] = key[key.length - 1 - i];
    }
    boolean oddX = bigEndian[0] < 0;
    bigEndian[0] &= 0x7f;
    var point = new EdECPoint(oddX, new BigInteger(1, bigEndian));
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }

  private static byte[] hex(JsonNode node, String name) {
    return HEX.parseHex(node.path(name).textValue());
  }
}
