package dev.latchkey.crypto.token;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.JsonObject;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.jws.CompactJws;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a member's device signs to show who it is: its session first, then for whom it is meant,
/// then the member, who is also the one that the header names. FORMATS.md §6.
record MemberProof(SessionId session, String audience, MemberId member) {
  /// What a proof has beyond that.
  interface Reader<T> {
    T read(MemberProof proof, JsonObject claims);
  }

  /// Reads a proof of this type by the member that it names, under the key that `keys` has for that
  /// member, and throws [InvalidTokenException] for any other text.
  static <T> T verify(
      String text, String typ, Function<MemberId, Optional<VerifyingKey>> keys, Reader<T> reader) {
    return SignedText.verify(
        text,
        typ,
        kid -> memberId(kid).flatMap(keys),
        (claims, jws) -> reader.read(read(claims, jws.kid()), claims));
  }

  /// @param rest the claims behind those three, in their order
  String sign(String typ, Map<String, Object> rest, SigningKey key) {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("sid", session.value());
    claims.put("aud", audience);
    claims.put("sub", member.value());
    claims.putAll(rest);
    return CompactJws.sign(typ, member.value(), StrictJson.write(claims), key);
  }

  private static MemberProof read(JsonObject claims, String kid) {
    if (!claims.string("sub").equals(kid)) {
      throw new FormatException("sub: want the member that signed");
    }
    if (!claims.names().iterator().next().equals("sid")) {
      throw new FormatException("sid: want it first");
    }
    return new MemberProof(
        new SessionId(claims.string("sid")), claims.string("aud"), new MemberId(kid));
  }

  private static Optional<MemberId> memberId(String kid) {
    try {
      return Optional.of(new MemberId(kid));
    } catch (FormatException e) {
      return Optional.empty();
    }
  }
}
