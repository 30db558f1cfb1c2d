package dev.latchkey.crypto.token;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Function;

/// A member's device answers the nonce of one connection, to show that it has the key that its
/// access token is bound to. Session, audience, token and nonce are for the caller to compare.
/// FORMATS.md §6.
///
/// @param audience the origin of the broker that is meant
/// @param tokenHash what [DpopProof#hashOf] makes of the access token
/// @param nonce what the broker sent, as base64url
public record HelloProof(
    SessionId session, String audience, MemberId member, String tokenHash, String nonce) {
  public static final int NONCE_SIZE = 32;

  private static final String TYP = "hello+jwt";

  /// Throws [FormatException] unless hash and nonce are 32 bytes each.
  public HelloProof {
    Sha256Text.require(tokenHash);
    Base64Url.decode(nonce, NONCE_SIZE);
  }

  /// Reads a proof by the member that it names, under the key that `keys` has for that member, and
  /// throws [InvalidTokenException] for any other text.
  public static HelloProof verify(String text, Function<MemberId, Optional<VerifyingKey>> keys) {
    return MemberProof.verify(
        text,
        TYP,
        keys,
        (proof, claims) ->
            new HelloProof(
                proof.session(),
                proof.audience(),
                proof.member(),
                claims.string("ath"),
                claims.string("nonce")));
  }

  public String sign(SigningKey key) {
    var rest = new LinkedHashMap<String, Object>();
    rest.put("ath", tokenHash);
    rest.put("nonce", nonce);
    return new MemberProof(session, audience, member).sign(TYP, rest, key);
  }
}
