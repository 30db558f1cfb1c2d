package dev.latchkey.crypto.jws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

public final class JwsVectors implements VectorSource {
  private static final SigningKey KEY = key("jws vectors");
  private static final SigningKey OTHER_KEY = key("another key");
  private static final byte[] PAYLOAD = "{\"a\":1}".getBytes(UTF_8);
  private static final int MAX_CHARS = 4_096;
  private static final String TYP = "test+jwt";

  private static final String HEADER = "{\"alg\":\"Ed25519\",\"typ\":\"test+jwt\",\"kid\":\"k1\"}";
  private static final String TEXT = CompactJws.sign(TYP, "k1", PAYLOAD, KEY);
  private static final String JWK =
      "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + KEY.verifyingKey().bytes() + "\"}";
  private static final String JWK_HEADER =
      "{\"alg\":\"Ed25519\",\"typ\":\"test+jwt\",\"jwk\":" + JWK + "}";

  @Override
  public String kind() {
    return "jws";
  }

  @Override
  public Set<String> refusals() {
    return Set.of("format", "signature");
  }

  @Override
  public Answer answer(JsonNode in) {
    try {
      return in.has("key") ? compact(in) : selfSigned(in);
    } catch (FormatException e) {
      return Answer.refused("format");
    }
  }

  private static Answer compact(JsonNode in) {
    var jws = CompactJws.parse(in.required("text").textValue(), in.required("maxChars").intValue());
    if (!jws.typ().equals(in.required("typ").textValue())) {
      return Answer.refused("format");
    }
    if (!jws.verify(VerifyingKey.of(Base64Url.decode(in.required("key").textValue())))) {
      return Answer.refused("signature");
    }
    return Answer.ok(Map.of("kid", jws.kid(), "payload", Base64Url.encode(jws.payload())));
  }

  private static Answer selfSigned(JsonNode in) {
    var jws =
        SelfSignedJws.parse(in.required("text").textValue(), in.required("maxChars").intValue());
    if (!jws.typ().equals(in.required("typ").textValue())) {
      return Answer.refused("format");
    }
    if (!jws.verify()) {
      return Answer.refused("signature");
    }
    return Answer.ok(
        Map.of("jwk", jws.key().bytes().toString(), "payload", Base64Url.encode(jws.payload())));
  }

  @Override
  public List<Vector> vectors() {
    var parts = TEXT.split("\\.", -1);
    var header = parts[0];
    var payload = parts[1];
    var signature = parts[2];
    return List.of(
        ok("ordinary", "as our writers make it", TEXT),
        ok(
            "header-order",
            "the header's members in another order",
            signed("{\"kid\":\"k1\",\"typ\":\"test+jwt\",\"alg\":\"Ed25519\"}")),
        ok(
            "header-white-space",
            "white space in the header",
            signed("{ \"alg\": \"Ed25519\", \"typ\": \"test+jwt\", \"kid\": \"k1\" }")),
        ok(
            "header-escape",
            "a letter of the algorithm written as an escape",
            signed("{\"alg\":\"\\u0045d25519\",\"typ\":\"test+jwt\",\"kid\":\"k1\"}")),
        Vector.ok(
            "longest", "a text of exactly the most characters", in(TEXT, TEXT.length()), out()),
        Vector.refused("too-long", "one character more", "format", in(TEXT, TEXT.length() - 1)),
        wrong(
            "other-typ",
            "another kind",
            signed("{\"alg\":\"Ed25519\",\"typ\":\"other+jwt\",\"kid\":\"k1\"}")),
        wrong(
            "typ-prefix",
            "typ with the prefix that media types have",
            signed("{\"alg\":\"Ed25519\",\"typ\":\"application/test+jwt\",\"kid\":\"k1\"}")),
        wrong(
            "typ-upper-case",
            "typ in upper case",
            signed("{\"alg\":\"Ed25519\",\"typ\":\"TEST+JWT\",\"kid\":\"k1\"}")),
        wrong("typ-missing", "no typ", signed("{\"alg\":\"Ed25519\",\"kid\":\"k1\"}")),
        wrong(
            "alg-none",
            "no algorithm, but a signature",
            signed("{\"alg\":\"none\",\"typ\":\"test+jwt\",\"kid\":\"k1\"}")),
        wrong(
            "alg-eddsa",
            "the deprecated name of the algorithm",
            signed("{\"alg\":\"EdDSA\",\"typ\":\"test+jwt\",\"kid\":\"k1\"}")),
        wrong(
            "alg-lower-case",
            "the algorithm in lower case",
            signed("{\"alg\":\"ed25519\",\"typ\":\"test+jwt\",\"kid\":\"k1\"}")),
        wrong(
            "alg-hs256",
            "a symmetric algorithm",
            signed("{\"alg\":\"HS256\",\"typ\":\"test+jwt\",\"kid\":\"k1\"}")),
        wrong(
            "alg-list",
            "a list that holds the algorithm",
            signed("{\"alg\":[\"Ed25519\"],\"typ\":\"test+jwt\",\"kid\":\"k1\"}")),
        wrong("alg-missing", "no algorithm", signed("{\"typ\":\"test+jwt\",\"kid\":\"k1\"}")),
        wrong(
            "alg-twice",
            "the algorithm twice",
            signed(
                "{\"alg\":\"Ed25519\",\"alg\":\"Ed25519\",\"typ\":\"test+jwt\",\"kid\":\"k1\"}")),
        wrong("kid-missing", "no key ID", signed("{\"alg\":\"Ed25519\",\"typ\":\"test+jwt\"}")),
        wrong("kid-empty", "an empty key ID", signed(HEADER.replace("k1", ""))),
        wrong("kid-path", "a key ID that is a path", signed(HEADER.replace("k1", "../k1"))),
        wrong(
            "kid-long", "a key ID of 33 characters", signed(HEADER.replace("k1", "k".repeat(33)))),
        wrong("kid-number", "a key ID that is a number", signed(HEADER.replace("\"k1\"", "1"))),
        wrong("crit-empty", "crit with nothing in it", signed(plus("\"crit\":[]"))),
        wrong("b64-false", "a payload that is not encoded", signed(plus("\"b64\":false"))),
        wrong("zip", "a compressed payload", signed(plus("\"zip\":\"DEF\""))),
        wrong("jku", "where to get the key", signed(plus("\"jku\":\"https://evil.example\""))),
        wrong("jwk-beside-kid", "a key beside its ID", signed(plus("\"jwk\":" + JWK))),
        wrong(
            "header-byte-order-mark",
            "a byte order mark before the header",
            signed("\ufeff" + HEADER)),
        wrong("header-list", "a list instead of a header", signed("[]")),
        wrong(
            "header-depth",
            "a header nine levels deep",
            signed(HEADER.replace("\"k1\"", "[".repeat(8) + "]".repeat(8)))),
        wrong("two-parts", "no signature", header + "." + payload),
        wrong("empty-signature", "an empty signature", header + "." + payload + "."),
        wrong("empty-payload", "no payload", ForgedJws.signParts(header, "", KEY)),
        wrong("four-parts", "a fourth part", TEXT + "." + signature),
        wrong("five-parts", "the form of an encrypted text", TEXT + "." + payload + "." + payload),
        wrong(
            "json-form",
            "the JSON serialization",
            "{\"protected\":\""
                + header
                + "\",\"payload\":\""
                + payload
                + "\",\"signature\":\""
                + signature
                + "\"}"),
        wrong("space-before", "a space before the text", " " + TEXT),
        wrong("newline-after", "a line end after the text", TEXT + "\n"),
        wrong(
            "header-padding",
            "padding in the header",
            ForgedJws.signParts(
                Base64Url.encode((HEADER + " ").getBytes(UTF_8)) + "=", payload, KEY)),
        wrong(
            "payload-not-canonical",
            "a non-zero unused bit in the payload",
            ForgedJws.signParts(header, payload.substring(0, payload.length() - 1) + "R", KEY)),
        wrong(
            "signature-not-canonical",
            "a non-zero unused bit in the signature",
            header + "." + payload + "." + strayBit(signature)),
        wrong(
            "signature-short",
            "a signature of 63 bytes",
            header + "." + payload + "." + signature.substring(0, 84)),
        forged("other-key", "signed by another key", ForgedJws.sign(HEADER, PAYLOAD, OTHER_KEY)),
        forged(
            "other-payload",
            "the signature of another payload",
            header + "." + Base64Url.encode("{\"a\":2}".getBytes(UTF_8)) + "." + signature),
        forged(
            "other-header",
            "the signature under another key ID",
            Base64Url.encode(HEADER.replace("k1", "k2").getBytes(UTF_8))
                + "."
                + payload
                + "."
                + signature),
        Vector.ok(
            "jwk",
            "a text that brings its key",
            inWithoutKey(JWK_HEADER),
            Map.of(
                "jwk",
                KEY.verifyingKey().bytes().toString(),
                "payload",
                Base64Url.encode(PAYLOAD))),
        Vector.refused(
            "jwk-of-another",
            "a text that brings a key which did not sign",
            "signature",
            inWithoutKey(
                JWK_HEADER.replace(
                    KEY.verifyingKey().bytes().toString(),
                    OTHER_KEY.verifyingKey().bytes().toString()))),
        wrongJwk(
            "jwk-private",
            "a key with its private half",
            JWK.replace("}", ",\"d\":\"" + Base64Url.encode(new byte[32]) + "\"}")),
        wrongJwk(
            "jwk-with-kid", "a key with a further member", JWK.replace("}", ",\"kid\":\"k1\"}")),
        wrongJwk(
            "jwk-without-x", "a key without its bytes", "{\"crv\":\"Ed25519\",\"kty\":\"OKP\"}"),
        wrongJwk("jwk-other-curve", "a key of another curve", JWK.replace("Ed25519", "X25519")),
        wrongJwk("jwk-other-type", "a key of another type", JWK.replace("OKP", "EC")),
        wrongJwk(
            "jwk-identity",
            "a key that is the identity",
            JWK.replace(KEY.verifyingKey().bytes().toString(), "AQ" + "A".repeat(41))),
        Vector.refused(
            "kid-for-jwk", "a key ID where the key belongs", "format", inWithoutKey(HEADER)));
  }

  private static SigningKey key(String name) {
    return SigningKey.fromSeed(Hashes.sha256(name.getBytes(UTF_8)));
  }

  private static String signed(String header) {
    return ForgedJws.sign(header, PAYLOAD, KEY);
  }

  /// The header with a further member.
  private static String plus(String member) {
    return HEADER.replace("}", "," + member + "}");
  }

  /// The last of 86 characters carries two bits; this sets one of the four unused ones.
  private static String strayBit(String signature) {
    return signature.substring(0, 85) + (char) (signature.charAt(85) + 1);
  }

  private static Vector ok(String name, String why, String text) {
    return Vector.ok(name, why, in(text, MAX_CHARS), out());
  }

  private static Vector wrong(String name, String why, String text) {
    return Vector.refused(name, why, "format", in(text, MAX_CHARS));
  }

  private static Vector forged(String name, String why, String text) {
    return Vector.refused(name, why, "signature", in(text, MAX_CHARS));
  }

  private static Vector wrongJwk(String name, String why, String jwk) {
    return Vector.refused(name, why, "format", inWithoutKey(JWK_HEADER.replace(JWK, jwk)));
  }

  private static Map<String, ?> in(String text, int maxChars) {
    return Map.of(
        "text", text,
        "maxChars", maxChars,
        "typ", TYP,
        "key", KEY.verifyingKey().bytes().toString());
  }

  private static Map<String, ?> inWithoutKey(String header) {
    return Map.of("text", signed(header), "maxChars", MAX_CHARS, "typ", TYP);
  }

  private static Map<String, ?> out() {
    return Map.of("kid", "k1", "payload", Base64Url.encode(PAYLOAD));
  }
}
