package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.Tokens.DEVICE;
import static dev.latchkey.crypto.token.Tokens.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.jws.ForgedJws;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.token.InvalidTokenException.Reason;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The five kinds of token, forged alike. Every text that is made here is signed by the key that
/// its verifier trusts, so nothing but the forgery can be why it is refused.
enum ForgedToken {
  INVITE("invite+jwt"),
  ACCESS("access+jwt"),
  DPOP("dpop+jwt"),
  REFRESH("refresh+jwt"),
  HELLO("hello+jwt");

  private final String typ;

  ForgedToken(String typ) {
    this.typ = typ;
  }

  String typ() {
    return typ;
  }

  SigningKey key() {
    return switch (this) {
      case INVITE, ACCESS -> Tokens.BROKER_KEY.signingKey();
      case DPOP, REFRESH, HELLO -> DEVICE;
    };
  }

  /// The header that is right: names, and values as they stand in JSON.
  Map<String, String> header() {
    var header = new LinkedHashMap<String, String>();
    header.put("alg", "\"Ed25519\"");
    header.put("typ", quoted(typ));
    switch (this) {
      case INVITE, ACCESS -> header.put("kid", quoted(Tokens.KEYS.kid()));
      case REFRESH, HELLO -> header.put("kid", quoted(Tokens.MEMBER.value()));
      case DPOP -> header.put("jwk", json(jwk()));
    }
    return header;
  }

  static Map<String, String> jwk() {
    var jwk = new LinkedHashMap<String, String>();
    jwk.put("crv", "\"Ed25519\"");
    jwk.put("kty", "\"OKP\"");
    jwk.put("x", quoted(DEVICE.verifyingKey().bytes().toString()));
    return jwk;
  }

  /// The claims that are right.
  Map<String, String> claims() {
    var claims = new LinkedHashMap<String, String>();
    switch (this) {
      case INVITE -> Tokens.inviteClaims().forEach((name, value) -> claims.put(name, raw(value)));
      case ACCESS -> Tokens.accessClaims().forEach((name, value) -> claims.put(name, raw(value)));
      case DPOP -> {
        claims.put("jti", "\"0123456789abcdef\"");
        claims.put("htm", "\"GET\"");
        claims.put("htu", quoted(Tokens.ISSUER + "/v1/sessions"));
        claims.put("iat", raw(NOW.getEpochSecond()));
        claims.put("ath", quoted(DpopProof.hashOf("token")));
        claims.put("nonce", "\"0123456789abcdef\"");
      }
      case REFRESH -> {
        claims.put("sid", quoted(Tokens.SESSION.value()));
        claims.put("aud", quoted(Tokens.ISSUER));
        claims.put("sub", quoted(Tokens.MEMBER.value()));
        claims.put("challenge", "\"0123456789abcdef\"");
        claims.put("iat", raw(NOW.getEpochSecond()));
      }
      case HELLO -> {
        claims.put("sid", quoted(Tokens.SESSION.value()));
        claims.put("aud", quoted(Tokens.ISSUER));
        claims.put("sub", quoted(Tokens.MEMBER.value()));
        claims.put("ath", quoted(DpopProof.hashOf("token")));
        claims.put("nonce", quoted(Base64Url.encode(new byte[HelloProof.NONCE_SIZE])));
      }
    }
    return claims;
  }

  Map<String, String> headerWith(String name, String value) {
    return with(header(), name, value);
  }

  Map<String, String> claimsWith(String name, String value) {
    return with(claims(), name, value);
  }

  String genuine() {
    return sign(header(), claims());
  }

  String sign(Map<String, String> header, Map<String, String> claims) {
    return sign(json(header), json(claims));
  }

  String sign(String header, String claims) {
    return sign(header.getBytes(UTF_8), claims.getBytes(UTF_8));
  }

  String sign(byte[] header, byte[] claims) {
    return ForgedJws.signParts(Base64Url.encode(header), Base64Url.encode(claims), key());
  }

  /// With another header, or other claims, and the rest as it should be.
  String signHeader(byte[] header) {
    return sign(header, json(claims()).getBytes(UTF_8));
  }

  String signHeader(String header) {
    return sign(header, json(claims()));
  }

  String signClaims(byte[] claims) {
    return sign(json(header()).getBytes(UTF_8), claims);
  }

  String signClaims(String claims) {
    return sign(json(header()), claims);
  }

  void verify(String text) {
    switch (this) {
      case INVITE -> Tokens.verifier().verifyInvite(text, NOW);
      case ACCESS -> Tokens.verifier().verifyAccess(text, NOW);
      case DPOP -> DpopProof.verify(text);
      case REFRESH -> RefreshProof.verify(text, ForgedToken::keyOf);
      case HELLO -> HelloProof.verify(text, ForgedToken::keyOf);
    }
  }

  /// Every one of the texts is refused for this reason, and by nothing but the one exception.
  void refuses(String what, Reason reason, Collection<String> texts) {
    verify(genuine());
    assertThat(texts).isNotEmpty();
    for (var text : texts) {
      assertThatExceptionOfType(InvalidTokenException.class)
          .as("%s: %s", what, text)
          .isThrownBy(() -> verify(text))
          .withNoCause()
          .extracting(InvalidTokenException::reason)
          .as("%s: %s", what, text)
          .isEqualTo(reason);
    }
    System.out.println(typ + ", " + what + ": " + texts.size() + " refused");
  }

  private static Optional<VerifyingKey> keyOf(MemberId member) {
    return member.equals(Tokens.MEMBER) ? Optional.of(DEVICE.verifyingKey()) : Optional.empty();
  }

  static String json(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> quoted(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static String raw(Object value) {
    return switch (value) {
      case String text -> quoted(text);
      case Long number -> number.toString();
      case Map<?, ?> members ->
          members.entrySet().stream()
              .map(member -> quoted(member.getKey().toString()) + ":" + raw(member.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  private static Map<String, String> with(Map<String, String> members, String name, String value) {
    members.put(name, value);
    return members;
  }
}
