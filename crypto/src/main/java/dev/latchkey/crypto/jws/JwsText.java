package dev.latchkey.crypto.jws;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.util.Base64URL;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.JsonObject;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;

/// A compact JWS as it stands: three canonical base64url parts, of which the first is a JSON object
/// with `alg` `Ed25519`. Nimbus sees a text only after all of this holds. FORMATS.md §5.
record JwsText(String text, JsonObject header, Bytes payload) {
  static final String ALGORITHM = "Ed25519";

  private static final int SIGNATURE_CHARS = 86;

  static JwsText parse(String text, int maxChars, Set<String> headerNames) {
    if (text.length() > maxChars) {
      throw new FormatException("want at most " + maxChars + " characters");
    }
    int first = text.indexOf('.');
    int last = text.lastIndexOf('.');
    if (first < 1 || last <= first + 1 || text.length() - last - 1 != SIGNATURE_CHARS) {
      throw new FormatException("want a compact JWS with a signature of 64 bytes");
    }
    byte[] headerJson = Base64Url.decode(text.substring(0, first));
    byte[] payload = Base64Url.decode(text.substring(first + 1, last)); // takes no further dot
    Base64Url.decode(text.substring(last + 1));
    var header = StrictJson.parse(headerJson, StrictJson.MAX_DEPTH).requireExactly(headerNames);
    if (!header.string("alg").equals(ALGORITHM)) {
      throw new FormatException("alg: want " + ALGORITHM);
    }
    return new JwsText(text, header, Bytes.of(payload));
  }

  static String sign(Map<String, ?> header, byte[] payload, SigningKey key) {
    try {
      var encoded = Base64URL.encode(StrictJson.write(header));
      var jws = new JWSObject(JWSHeader.parse(encoded), new Payload(payload));
      jws.sign(new Ed25519JwsSigner(key));
      return jws.serialize();
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException("a header of our own cannot fail", e);
    }
  }

  boolean verify(VerifyingKey key) {
    try {
      return JWSObject.parse(text).verify(new Ed25519JwsVerifier(key));
    } catch (ParseException | JOSEException e) {
      return false;
    }
  }

  String encodedPayload() {
    return text.substring(text.indexOf('.') + 1, text.lastIndexOf('.'));
  }
}
