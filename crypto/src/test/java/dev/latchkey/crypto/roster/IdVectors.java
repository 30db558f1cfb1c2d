package dev.latchkey.crypto.roster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Fields;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

public final class IdVectors implements VectorSource {
  private static final byte[] KEY =
      SigningKey.fromSeed(SeededRandom.bytes("host", 32)).verifyingKey().bytes().toByteArray();
  private static final byte[] IDENTITY = ByteBuffer.allocate(32).put((byte) 1).array();

  @Override
  public String kind() {
    return "id";
  }

  @Override
  public Set<String> refusals() {
    return Set.of("format");
  }

  @Override
  public Answer answer(JsonNode in) {
    try {
      return Answer.ok(Map.of("id", derive(in)));
    } catch (FormatException e) {
      return Answer.refused("format");
    }
  }

  @Override
  public List<Vector> vectors() {
    byte[] salt = SeededRandom.bytes("salt", 16);
    byte[] otherSalt = SeededRandom.bytes("other salt", 16);
    return List.of(
        ok("session", "host key and salt", ofSession(KEY, salt), hash(20, "sid", KEY, salt)),
        ok(
            "session-salt",
            "another salt",
            ofSession(KEY, otherSalt),
            hash(20, "sid", KEY, otherSalt)),
        ok("member", "the key of a member", of("member", KEY), hash(16, "mid", KEY)),
        ok("invite", "the same key as that of an invite", of("invite", KEY), hash(16, "iid", KEY)),
        refused("salt-short", "a salt of 15 bytes", ofSession(KEY, Arrays.copyOf(salt, 15))),
        refused("salt-long", "a salt of 17 bytes", ofSession(KEY, Arrays.copyOf(salt, 17))),
        refused("salt-empty", "no salt", ofSession(KEY, new byte[0])),
        refused("key-short", "a host key of 31 bytes", ofSession(Arrays.copyOf(KEY, 31), salt)),
        refused("key-long", "a host key of 33 bytes", ofSession(Arrays.copyOf(KEY, 33), salt)),
        refused("session-identity", "the identity as a host key", ofSession(IDENTITY, salt)),
        refused("member-identity", "the identity as a member's key", of("member", IDENTITY)),
        refused("invite-identity", "the identity as an invite's key", of("invite", IDENTITY)));
  }

  private static String derive(JsonNode in) {
    VerifyingKey key = VerifyingKey.of(Fields.bytes(in, "signingKey"));
    return switch (Fields.text(in, "of")) {
      case "session" -> SessionId.derive(key, Fields.value(in, "salt")).value();
      case "member" -> MemberId.of(key).value();
      case "invite" -> InviteId.of(key).value();
      default -> throw new IllegalStateException("of: want session, member or invite");
    };
  }

  private static String hash(int size, String kind, byte[]... parts) {
    byte[] label = ("latchkey/" + kind + "/v1").getBytes(US_ASCII);
    byte[] hash = Hashes.sha256(label, Bytes.concat(parts).toByteArray());
    return Base64Url.encode(Arrays.copyOf(hash, size));
  }

  private static Vector ok(String name, String why, Map<String, ?> in, String id) {
    return Vector.ok(name, why, in, Map.of("id", id));
  }

  private static Vector refused(String name, String why, Map<String, ?> in) {
    return Vector.refused(name, why, "format", in);
  }

  private static Map<String, ?> ofSession(byte[] key, byte[] salt) {
    return Map.of(
        "of", "session", "signingKey", Base64Url.encode(key), "salt", Base64Url.encode(salt));
  }

  private static Map<String, ?> of(String what, byte[] key) {
    return Map.of("of", what, "signingKey", Base64Url.encode(key));
  }
}
