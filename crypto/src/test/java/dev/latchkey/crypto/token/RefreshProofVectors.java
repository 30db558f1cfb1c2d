package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.Tokens.DEVICE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a device writes. Signatures are deterministic, so every writer makes the same text.
public final class RefreshProofVectors implements VectorSource {
  @Override
  public String kind() {
    return "refresh-proof";
  }

  @Override
  public Set<String> refusals() {
    return Set.of();
  }

  @Override
  public Answer answer(JsonNode in) {
    var proof =
        new RefreshProof(
            new SessionId(in.required("sid").textValue()),
            in.required("origin").textValue(),
            new MemberId(in.required("member").textValue()),
            in.required("challenge").textValue(),
            Instant.ofEpochSecond(in.required("issuedAt").longValue()));
    var key = SigningKey.fromSeed(Base64Url.decode(in.required("seed").textValue()));
    return Answer.ok(Map.of("text", proof.sign(key)));
  }

  @Override
  public List<Vector> vectors() {
    var proof =
        new RefreshProof(
            Tokens.SESSION, Tokens.ISSUER, Tokens.MEMBER, "0123456789abcdef", Tokens.NOW);
    return List.of(
        Vector.ok(
            "ordinary",
            "a device answers a challenge",
            Map.of(
                "seed", Base64Url.encode(DEVICE.seed().expose()),
                "sid", proof.session().value(),
                "origin", proof.audience(),
                "member", proof.member().value(),
                "challenge", proof.challenge(),
                "issuedAt", proof.issuedAt().getEpochSecond()),
            Map.of("text", proof.sign(DEVICE))));
  }
}
