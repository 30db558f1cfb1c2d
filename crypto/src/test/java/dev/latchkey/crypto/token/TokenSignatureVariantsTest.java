package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.ForgedToken.json;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.token.InvalidTokenException.Reason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One text has one signature by one key: not that of another text, key or algorithm, and none that
/// is made from the right one.
class TokenSignatureVariantsTest {
  private static final BigInteger ORDER =
      new BigInteger("27742317777372353535851937790883648493").setBit(252);

  @ParameterizedTest
  @EnumSource
  void noByteOfItCanBeChanged(ForgedToken kind) {
    var genuine = kind.genuine();
    byte[] right = signature(genuine);
    var texts = new ArrayList<String>();
    for (int i = 0; i < right.length; i++) {
      byte[] changed = right.clone();
      changed[i] ^= (byte) (1 << i % 8);
      texts.add(with(genuine, changed));
    }

    kind.refuses("changed bytes", Reason.SIGNATURE, texts);
  }

  @ParameterizedTest
  @EnumSource
  void noneIsMadeFromTheRightOneOrFromNothing(ForgedToken kind) {
    var genuine = kind.genuine();
    byte[] right = signature(genuine);
    byte[] r = Arrays.copyOf(right, 32);
    byte[] s = Arrays.copyOfRange(right, 32, 64);
    byte[] zero = new byte[32];
    byte[] identity = littleEndian(BigInteger.ONE);
    byte[] full = new byte[32];
    Arrays.fill(full, (byte) 0xff);
    var texts = new ArrayList<String>();
    for (var parts :
        List.of(
            List.of(zero, zero),
            List.of(identity, zero),
            List.of(identity, s),
            List.of(full, full),
            List.of(r, zero),
            List.of(zero, s),
            List.of(r, full),
            List.of(s, r),
            List.of(r, r),
            List.of(r, littleEndian(ORDER)),
            List.of(r, littleEndian(number(s).add(ORDER))),
            List.of(r, littleEndian(number(s).add(ORDER.shiftLeft(1)))),
            List.of(r, littleEndian(ORDER.subtract(number(s)))),
            List.of(reversed(r), reversed(s)))) {
      texts.add(with(genuine, Bytes.concat(parts.get(0), parts.get(1)).toByteArray()));
    }

    kind.refuses("made signatures", Reason.SIGNATURE, texts);
  }

  @ParameterizedTest
  @EnumSource
  void noneIsTakenFromElsewhere(ForgedToken kind) throws Exception {
    var genuine = kind.genuine();
    var signed = genuine.substring(0, genuine.lastIndexOf('.'));
    var parts = signed.split("\\.");
    var claims = json(kind.claims());
    var texts = new ArrayList<String>();
    for (var other :
        List.of(
            claims,
            parts[1],
            parts[0] + parts[1],
            parts[0] + "." + claims,
            signed + ".",
            signed + "\n",
            " " + signed,
            parts[1] + "." + parts[0],
            "")) {
      texts.add(with(genuine, kind.key().sign(other.getBytes(UTF_8))));
    }
    for (var other : ForgedToken.values()) {
      if (other != kind) {
        texts.add(with(genuine, signature(other.genuine())));
      }
    }
    for (var stranger : List.of("stranger", "older broker key", "invite", "ledger")) {
      texts.add(with(genuine, Tokens.signingKey(stranger).sign(signed.getBytes(US_ASCII))));
    }
    texts.add(with(genuine, hmacUnder(kind.key().verifyingKey().bytes().toByteArray(), signed)));

    kind.refuses("foreign signatures", Reason.SIGNATURE, texts);
  }

  /// What a verifier that takes the algorithm from the header would compute with our public key.
  private static byte[] hmacUnder(byte[] publicKey, String signed) throws Exception {
    var mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(publicKey, "HmacSHA512"));
    return mac.doFinal(signed.getBytes(US_ASCII));
  }

  private static String with(String text, byte[] signature) {
    return text.substring(0, text.length() - 86) + Base64Url.encode(signature);
  }

  private static byte[] signature(String text) {
    return Base64Url.decode(text.substring(text.length() - 86));
  }

  private static BigInteger number(byte[] littleEndian) {
    return new BigInteger(1, reversed(littleEndian));
  }

  private static byte[] littleEndian(BigInteger number) {
    byte[] bigEndian = number.toByteArray();
    byte[] bytes = new byte[32];
    for (int i = 0; i < Math.min(32, bigEndian.length); i++) {
      bytes[i] = bigEndian[bigEndian.length - 1 - i];
    }
    return bytes;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
