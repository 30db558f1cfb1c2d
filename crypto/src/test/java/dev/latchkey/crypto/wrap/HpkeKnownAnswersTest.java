package dev.latchkey.crypto.wrap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.vectors.ExternalVectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.prng.FixedSecureRandom;
import org.junit.jupiter.api.Test;

/// No published case has the KEM, KDF and AEAD of suite 1 together. So each part is held to those
/// that have it: the key schedule to all of RFC 9180, and our own seal, for the published X-Wing
/// secrets, to a key schedule that is written out here.
class HpkeKnownAnswersTest {
  private static final int ROUNDS = 1_000;
  private static final short X_WING = HPKE.kem_X_WING;

  @Test
  void theKeyScheduleAgreesWithRfc9180() throws IOException, InvalidCipherTextException {
    int ran = 0;
    for (var known : ExternalVectors.json("hpke/filosottile/rfc9180.json")) {
      var suite =
          new HPKE(HPKE.mode_base, number(known, "kem_id"), number(known, "kdf_id"), aead(known));
      var sender =
          suite.setupBaseS(
              suite.deserializePublicKey(hex(known, "pkRm")),
              hex(known, "info"),
              suite.deriveKeyPair(hex(known, "ikmE")));
      var recipient =
          suite.setupBaseR(
              hex(known, "enc"), suite.deriveKeyPair(hex(known, "ikmR")), hex(known, "info"));

      assertThat(sender.getEncapsulation()).as(name(known)).isEqualTo(hex(known, "enc"));
      if (aead(known) != HPKE.aead_EXPORT_ONLY) {
        var inputs = new SHAKEDigest(128);
        var sealed = new SHAKEDigest(128);
        for (int i = 0; i < ROUNDS; i++) {
          byte[] aad = draw(inputs);
          byte[] plaintext = draw(inputs);
          byte[] ciphertext = sender.seal(aad, plaintext);
          sealed.update(ciphertext, 0, ciphertext.length);
          assertThat(recipient.open(aad, ciphertext)).as(name(known)).isEqualTo(plaintext);
        }
        assertThat(squeezed(sealed, 16))
            .as(name(known))
            .isEqualTo(hex(known, "encryptions_accumulated"));
      }
      ran++;
    }
    ExternalVectors.ran(
        "HPKE RFC 9180 base mode", ran, "by Bouncy Castle, as its KEMs are not ours");
  }

  @Test
  void ourSealOfThePublishedSecretsIsThatOfOurSuite() throws Exception {
    var others = new ArrayList<String>();
    int ran = 0;
    for (var known : ExternalVectors.json("hpke/filosottile/hpke-pq.json")) {
      if (number(known, "kem_id") != X_WING) {
        others.add(name(known));
        continue;
      }
      byte[] info = hex(known, "info");
      byte[] plaintext = hex(known, "pkRm");
      byte[] sealed =
          HpkeWrap.seal(
              WrapPublicKey.of(hex(known, "pkRm")),
              info,
              plaintext,
              new FixedSecureRandom(hex(known, "ikmE")));

      byte[] ciphertext = sealedBySuite1(hex(known, "shared_secret"), info, plaintext);
      assertThat(sealed)
          .as(name(known))
          .isEqualTo(Bytes.concat(hex(known, "enc"), ciphertext).toByteArray());
      ran++;
    }
    ExternalVectors.ran("HPKE X-Wing", ran, "of other KEMs: " + String.join("; ", others));
  }

  /// RFC 9180 §5.1, base mode, and §5.2 for the first message without aad.
  private static byte[] sealedBySuite1(byte[] sharedSecret, byte[] info, byte[] plaintext)
      throws GeneralSecurityException {
    byte[] base = {0};
    byte[] context =
        Bytes.concat(
                base,
                extract(new byte[0], "psk_id_hash", new byte[0]),
                extract(new byte[0], "info_hash", info))
            .toByteArray();
    byte[] secret = extract(sharedSecret, "secret", new byte[0]);
    var key = new SecretKeySpec(expand(secret, "key", context, 32), "AES");
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        key,
        new GCMParameterSpec(128, expand(secret, "base_nonce", context, 12)));
    return cipher.doFinal(plaintext);
  }

  private static byte[] extract(byte[] salt, String label, byte[] ikm)
      throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract()
                .addSalt(salt)
                .addIKM(Bytes.concat(labelled(label), ikm).toByteArray())
                .extractOnly());
  }

  private static byte[] expand(byte[] secret, String label, byte[] context, int size)
      throws GeneralSecurityException {
    byte[] info =
        Bytes.concat(
                ByteBuffer.allocate(2).putShort((short) size).array(), labelled(label), context)
            .toByteArray();
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(HKDFParameterSpec.expandOnly(new SecretKeySpec(secret, "Generic"), info, size));
  }

  private static byte[] labelled(String label) {
    byte[] suite =
        ByteBuffer.allocate(10)
            .put("HPKE".getBytes(US_ASCII))
            .putShort(X_WING)
            .putShort((short) 1)
            .putShort((short) 2)
            .array();
    return Bytes.concat("HPKE-v1".getBytes(US_ASCII), suite, label.getBytes(US_ASCII))
        .toByteArray();
  }

  /// One byte of length, and then so many bytes: how the accumulated cases draw their inputs.
  private static byte[] draw(SHAKEDigest source) {
    return squeezed(source, squeezed(source, 1)[0] & 0xff);
  }

  private static byte[] squeezed(SHAKEDigest source, int size) {
    byte[] bytes = new byte[size];
    source.doOutput(bytes, 0, size);
    return bytes;
  }

  private static short aead(JsonNode known) {
    return number(known, "aead_id");
  }

  private static short number(JsonNode known, String name) {
    return (short) known.required(name).intValue();
  }

  private static String name(JsonNode known) {
    return "KEM %#06x, KDF %#06x, AEAD %#06x"
        .formatted(number(known, "kem_id"), number(known, "kdf_id"), aead(known));
  }

  private static byte[] hex(JsonNode known, String name) {
    return HexFormat.of().parseHex(known.required(name).textValue());
  }
}
