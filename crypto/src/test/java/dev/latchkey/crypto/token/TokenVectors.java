package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.Tokens.NOW;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.jws.CompactJws;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.token.InvalidTokenException.Reason;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

public final class TokenVectors implements VectorSource {
  private static final long SECONDS = NOW.getEpochSecond();

  @Override
  public String kind() {
    return "token";
  }

  @Override
  public Set<String> refusals() {
    return Stream.of(Reason.values()).map(TokenVectors::refusal).collect(Collectors.toSet());
  }

  @Override
  public Answer answer(JsonNode in) {
    var trusted = new ArrayList<BrokerKey.Public>();
    for (var jwk : in.required("jwks").required("keys")) {
      var key = VerifyingKey.of(Base64Url.decode(jwk.required("x").textValue()));
      trusted.add(new BrokerKey.Public(jwk.required("kid").textValue(), key));
    }
    var keys = KeyRing.of(Tokens.brokerKey("signs nothing here"), trusted);
    var leeway = Duration.ofSeconds(in.required("leewaySeconds").longValue());
    var verifier = new TokenVerifier(() -> keys, in.required("issuer").textValue(), leeway);
    try {
      return Answer.ok(
          out(
              verifier.verifyInvite(
                  in.required("text").textValue(),
                  Instant.ofEpochSecond(in.required("now").longValue()))));
    } catch (InvalidTokenException e) {
      return Answer.refused(refusal(e.reason()));
    }
  }

  @Override
  public List<Vector> vectors() {
    var token = new TokenSigner(() -> Tokens.KEYS).sign(Tokens.anInvite());
    var older = KeyRing.of(Tokens.OLDER_KEY, List.of());
    var retired = KeyRing.of(Tokens.brokerKey("retired key"), List.of());
    return List.of(
        ok("ordinary", "an invite token as the broker makes it", token),
        ok(
            "older-key",
            "signed by the key before the last rotation",
            new TokenSigner(() -> older).sign(Tokens.anInvite())),
        okWith("further-claim", "a claim that nobody knows", "note", List.of("hi")),
        okWith("nbf-now", "good from this second on", "nbf", SECONDS),
        Vector.ok(
            "last-second",
            "expires in the next second",
            in(token, SECONDS + 3_599, 0),
            out(Tokens.anInvite())),
        refusedAt("expired", "expires in this second", "expired", token, SECONDS + 3_600, 0),
        Vector.ok(
            "leeway-expired",
            "expired 29 seconds ago, with a leeway of 30",
            in(token, SECONDS + 3_629, 30),
            out(Tokens.anInvite())),
        refusedAt(
            "leeway-over",
            "expired 30 seconds ago, with a leeway of 30",
            "expired",
            token,
            SECONDS + 3_630,
            30),
        refusedAt(
            "issued-in-the-future",
            "issued in the next second",
            "not-yet-valid",
            token,
            SECONDS - 1,
            0),
        refusedWith(
            "nbf-in-the-future",
            "good from the next second on",
            "not-yet-valid",
            "nbf",
            SECONDS + 1),
        lifetime("lifetime-longest", "good for exactly seven days", 604_800),
        refusedWith(
            "lifetime-too-long",
            "good for seven days and a second",
            "lifetime",
            "exp",
            SECONDS + 604_801),
        refused(
            "retired-key",
            "signed by a key that was taken out of service",
            "unknown-key",
            new TokenSigner(() -> retired).sign(Tokens.anInvite())),
        refused(
            "forged",
            "signed by another key under a trusted ID",
            "signature",
            CompactJws.sign(
                "invite+jwt",
                Tokens.KEYS.kid(),
                StrictJson.write(Tokens.inviteClaims()),
                Tokens.DEVICE)),
        refused(
            "access-token",
            "an access token of the same broker",
            "type",
            new TokenSigner(() -> Tokens.KEYS).sign(Tokens.anAccess())),
        refused(
            "cut",
            "the last character missing",
            "malformed",
            token.substring(0, token.length() - 1)),
        refusedWith(
            "too-long", "more than 4,096 characters", "malformed", "note", "x".repeat(3_000)),
        refusedWith("other-issuer", "another broker", "issuer", "iss", "https://evil.example"),
        refusedWith(
            "issuer-slash", "the issuer with a slash", "issuer", "iss", Tokens.ISSUER + "/"),
        refusedWith("other-audience", "for another use", "audience", "aud", "urn:latchkey:access"),
        refusedWith(
            "audience-list",
            "the audience in a list",
            "claims",
            "aud",
            List.of("urn:latchkey:join")),
        refusedWith("role-unknown", "a role that does not exist", "claims", "role", "owner"),
        refusedWith("role-upper-case", "a role in upper case", "claims", "role", "HOST"),
        refusedWith(
            "sid-short",
            "a session ID of 26 characters",
            "claims",
            "sid",
            Tokens.SESSION.value().substring(1)),
        refusedWith(
            "jti-not-canonical",
            "an invite ID with a non-zero unused bit",
            "claims",
            "jti",
            "8Qm0Jr2N5bq3YxkS1vZt7x"),
        refusedWith("exp-text", "a time as text", "claims", "exp", "1800003600"),
        refusedWith(
            "exp-fraction",
            "a time with a fraction",
            "claims",
            "exp",
            new BigDecimal("1800003600.5")),
        refusedWith(
            "further-claim-fraction",
            "a fraction in a claim that nobody knows",
            "claims",
            "note",
            new BigDecimal("0.5")),
        without("iss"),
        without("aud"),
        without("jti"),
        without("sid"),
        without("role"),
        without("iat"),
        without("exp"));
  }

  private static String refusal(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Vector ok(String name, String why, String text) {
    return Vector.ok(name, why, in(text, SECONDS, 0), out(Tokens.anInvite()));
  }

  private static Vector okWith(String name, String why, String claim, Object value) {
    return ok(name, why, signedWith(claim, value));
  }

  private static Vector lifetime(String name, String why, long seconds) {
    var token = Tokens.anInvite(NOW, NOW.plusSeconds(seconds));
    return Vector.ok(
        name, why, in(new TokenSigner(() -> Tokens.KEYS).sign(token), SECONDS, 0), out(token));
  }

  private static Vector refused(String name, String why, String refusal, String text) {
    return refusedAt(name, why, refusal, text, SECONDS, 0);
  }

  private static Vector refusedAt(
      String name, String why, String refusal, String text, long now, int leeway) {
    return Vector.refused(name, why, refusal, in(text, now, leeway));
  }

  private static Vector refusedWith(
      String name, String why, String refusal, String claim, Object value) {
    return refused(name, why, refusal, signedWith(claim, value));
  }

  private static Vector without(String claim) {
    var claims = Tokens.inviteClaims();
    claims.remove(claim);
    return refused(
        claim + "-missing", "no " + claim, "claims", Tokens.signed("invite+jwt", claims));
  }

  private static String signedWith(String claim, Object value) {
    var claims = Tokens.inviteClaims();
    claims.put(claim, value);
    return Tokens.signed("invite+jwt", claims);
  }

  private static Map<String, ?> in(String text, long now, int leewaySeconds) {
    var in = new LinkedHashMap<String, Object>();
    in.put("text", text);
    in.put("jwks", Tokens.jwks());
    in.put("issuer", Tokens.ISSUER);
    in.put("now", now);
    in.put("leewaySeconds", leewaySeconds);
    return in;
  }

  private static Map<String, ?> out(InviteToken token) {
    return Map.of(
        "issuer", token.issuer(),
        "invite", token.invite().value(),
        "sid", token.session().value(),
        "role", token.role().wire(),
        "issuedAt", token.issuedAt().getEpochSecond(),
        "expiresAt", token.expiresAt().getEpochSecond());
  }
}
