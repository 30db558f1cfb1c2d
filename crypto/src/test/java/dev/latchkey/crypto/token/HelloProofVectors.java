package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.Tokens.DEVICE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a device writes. Signatures are deterministic, so every writer makes the same text.
public final class HelloProofVectors implements VectorSource {
  private static final String ACCESS_TOKEN = "header.payload.signature";
  private static final String NONCE = nonce(32);

  @Override
  public String kind() {
    return "hello-proof";
  }

  @Override
  public Set<String> refusals() {
    return Set.of("format");
  }

  @Override
  public Answer answer(JsonNode in) {
    var key = SigningKey.fromSeed(Base64Url.decode(in.required("seed").textValue()));
    try {
      var proof =
          new HelloProof(
              new SessionId(in.required("sid").textValue()),
              in.required("origin").textValue(),
              new MemberId(in.required("member").textValue()),
              DpopProof.hashOf(in.required("accessToken").textValue()),
              in.required("nonce").textValue());
      return Answer.ok(Map.of("text", proof.sign(key)));
    } catch (FormatException e) {
      return Answer.refused("format");
    }
  }

  @Override
  public List<Vector> vectors() {
    var proof =
        new HelloProof(
            Tokens.SESSION, Tokens.ISSUER, Tokens.MEMBER, DpopProof.hashOf(ACCESS_TOKEN), NONCE);
    return List.of(
        Vector.ok(
            "ordinary",
            "a device answers the nonce of a connection",
            in(NONCE),
            Map.of("text", proof.sign(DEVICE))),
        Vector.refused("nonce-short", "a nonce of 31 bytes", "format", in(nonce(31))),
        Vector.refused("nonce-long", "a nonce of 33 bytes", "format", in(nonce(33))));
  }

  private static String nonce(int size) {
    byte[] nonce = new byte[size];
    Arrays.fill(nonce, (byte) 7);
    return Base64Url.encode(nonce);
  }

  private static Map<String, Object> in(String nonce) {
    return Map.of(
        "seed",
        Base64Url.encode(DEVICE.seed().expose()),
        "sid",
        Tokens.SESSION.value(),
        "origin",
        Tokens.ISSUER,
        "member",
        Tokens.MEMBER.value(),
        "accessToken",
        ACCESS_TOKEN,
        "nonce",
        nonce);
  }
}
