package dev.latchkey.crypto.roster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Fields;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import dev.latchkey.crypto.wrap.WrapKey;
import dev.latchkey.crypto.wrap.WrapPublicKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

public final class InviteKeysVectors implements VectorSource {
  private static final byte[] SESSION = SeededRandom.bytes("session", 20);
  private static final byte[] OTHER_SESSION = SeededRandom.bytes("other session", 20);
  private static final byte[] SECRET = SeededRandom.bytes("secret", 16);

  @Override
  public String kind() {
    return "invite-keys";
  }

  @Override
  public Set<String> refusals() {
    return Set.of("format");
  }

  @Override
  public Answer answer(JsonNode in) {
    var session = new SessionId(Fields.text(in, "sid"));
    try (var secret = InviteSecret.of(Fields.text(in, "secret"))) {
      return Answer.ok(
          keys(secret.signingKey(session).verifyingKey(), secret.wrapKey(session).publicKey()));
    } catch (FormatException e) {
      return Answer.refused("format");
    }
  }

  @Override
  public List<Vector> vectors() {
    String text = Base64Url.encode(SECRET);
    return List.of(
        ok("keys", "both key pairs of an invite", SESSION, SECRET),
        ok("keys-other-session", "the same secret in another session", OTHER_SESSION, SECRET),
        ok("keys-zero-secret", "a secret of zero bytes", SESSION, new byte[16]),
        refused("secret-empty", "no secret", ""),
        refused("secret-short", "a secret of 15 bytes", Base64Url.encode(new byte[15])),
        refused("secret-long", "a secret of 17 bytes", Base64Url.encode(new byte[17])),
        refused("secret-stray-bits", "a non-zero unused bit", "A".repeat(21) + "B"),
        refused("secret-padding", "padding", text + "=="));
  }

  private static Vector ok(String name, String why, byte[] session, byte[] secret) {
    byte[] signSeed = Hashes.hkdf(secret, session, Hashes.label("latchkey/invite-sign/v1"), 32);
    byte[] wrapSeed = Hashes.hkdf(secret, session, Hashes.label("latchkey/invite-wrap/v1"), 32);
    return Vector.ok(
        name,
        why,
        Map.of("sid", Base64Url.encode(session), "secret", Base64Url.encode(secret)),
        keys(SigningKey.fromSeed(signSeed).verifyingKey(), WrapKey.fromSeed(wrapSeed).publicKey()));
  }

  private static Vector refused(String name, String why, String secret) {
    var in = Map.of("sid", Base64Url.encode(SESSION), "secret", secret);
    return Vector.refused(name, why, "format", in);
  }

  private static Map<String, ?> keys(VerifyingKey signingKey, WrapPublicKey wrapKey) {
    return Map.of(
        "iid", InviteId.of(signingKey).value(),
        "signingKey", signingKey.bytes().toString(),
        "wrapKey", wrapKey.bytes().toString());
  }
}
