package dev.latchkey.crypto.jws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.sign.SigningKey;

/// JWS texts that no writer of ours makes, with a signature that holds.
public final class ForgedJws {
  private ForgedJws() {}

  public static String sign(String header, byte[] payload, SigningKey key) {
    return signParts(Base64Url.encode(header.getBytes(UTF_8)), Base64Url.encode(payload), key);
  }

  /// The parts stand in the text as they are, in whatever spelling.
  public static String signParts(String header, String payload, SigningKey key) {
    var signingInput = header + "." + payload;
    return signingInput + "." + Base64Url.encode(key.sign(signingInput.getBytes(US_ASCII)));
  }
}
