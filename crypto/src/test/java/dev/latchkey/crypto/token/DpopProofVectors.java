package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.Tokens.DEVICE;
import static dev.latchkey.crypto.token.Tokens.NOW;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a device writes. Signatures are deterministic, so every writer makes the same text.
public final class DpopProofVectors implements VectorSource {
  private static final String ACCESS_TOKEN = "an.access.token";

  @Override
  public String kind() {
    return "dpop-proof";
  }

  @Override
  public Set<String> refusals() {
    return Set.of();
  }

  @Override
  public Answer answer(JsonNode in) {
    var key = SigningKey.fromSeed(Base64Url.decode(in.required("seed").textValue()));
    var proof =
        new DpopProof(
            in.required("id").textValue(),
            in.required("method").textValue(),
            in.required("url").textValue(),
            Instant.ofEpochSecond(in.required("issuedAt").longValue()),
            DpopProof.hashOf(in.required("accessToken").textValue()),
            Optional.ofNullable(in.path("nonce").textValue()),
            key.verifyingKey().jwkThumbprint());
    return Answer.ok(Map.of("text", proof.sign(key)));
  }

  @Override
  public List<Vector> vectors() {
    return List.of(
        vector(
            "without-nonce",
            "a first proof, before any nonce is known",
            aProof("GET", "https://broker.example/v1/sessions", Optional.empty())),
        vector(
            "with-nonce",
            "a proof with the broker's newest nonce",
            aProof("POST", "http://localhost:8080/v1/joins", Optional.of("0123456789abcdef"))));
  }

  private static DpopProof aProof(String method, String url, Optional<String> nonce) {
    return new DpopProof(
        "-_0123456789abcdef",
        method,
        url,
        NOW,
        DpopProof.hashOf(ACCESS_TOKEN),
        nonce,
        DEVICE.verifyingKey().jwkThumbprint());
  }

  private static Vector vector(String name, String why, DpopProof proof) {
    var in = new LinkedHashMap<String, Object>();
    in.put("seed", Base64Url.encode(DEVICE.seed().expose()));
    in.put("id", proof.id());
    in.put("method", proof.method());
    in.put("url", proof.url());
    in.put("issuedAt", proof.issuedAt().getEpochSecond());
    in.put("accessToken", ACCESS_TOKEN);
    proof.nonce().ifPresent(nonce -> in.put("nonce", nonce));
    return Vector.ok(name, why, in, Map.of("text", proof.sign(DEVICE)));
  }
}
