package dev.latchkey.crypto.token;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.JsonObject;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.jws.CompactJws;
import dev.latchkey.crypto.jws.SelfSignedJws;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.token.InvalidTokenException.Reason;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// The order of every verification: form, kind, key, signature, and only then the claims. The
/// readers of claims refuse them by [FormatException]. FORMATS.md §5.
final class SignedText {
  private static final int MAX_CHARS = 4_096;

  private SignedText() {}

  /// What `reader` makes of a text of this kind, signed by the key that `keys` has for its `kid`.
  static <T> T verify(
      String text,
      String typ,
      Function<String, Optional<VerifyingKey>> keys,
      BiFunction<JsonObject, CompactJws, T> reader) {
    var jws = orElse(Reason.MALFORMED, () -> CompactJws.parse(text, MAX_CHARS));
    require(jws.typ().equals(typ), Reason.TYPE);
    var key =
        keys.apply(jws.kid()).orElseThrow(() -> new InvalidTokenException(Reason.UNKNOWN_KEY));
    require(jws.verify(key), Reason.SIGNATURE);
    return orElse(Reason.CLAIMS, () -> reader.apply(claims(jws.payload()), jws));
  }

  /// What `reader` makes of a text of this kind, signed by the key that it brings.
  static <T> T verifySelfSigned(
      String text, String typ, BiFunction<JsonObject, VerifyingKey, T> reader) {
    var jws = orElse(Reason.MALFORMED, () -> SelfSignedJws.parse(text, MAX_CHARS));
    require(jws.typ().equals(typ), Reason.TYPE);
    require(jws.verify(), Reason.SIGNATURE);
    return orElse(Reason.CLAIMS, () -> reader.apply(claims(jws.payload()), jws.key()));
  }

  static void require(boolean condition, Reason otherwise) {
    if (!condition) {
      throw new InvalidTokenException(otherwise);
    }
  }

  private static JsonObject claims(byte[] payload) {
    return StrictJson.parse(payload, StrictJson.MAX_DEPTH);
  }

  private static <T> T orElse(Reason reason, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (FormatException e) {
      throw new InvalidTokenException(reason);
    }
  }
}
