package dev.latchkey.crypto.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Fields;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

public final class CommitmentVectors implements VectorSource {
  private static final byte[] KEY = SeededRandom.bytes("epoch key", 32);

  @Override
  public String kind() {
    return "commitment";
  }

  @Override
  public Set<String> refusals() {
    return Set.of("format");
  }

  @Override
  public Answer answer(JsonNode in) {
    try (var key = EpochKey.of(Fields.bytes(in, "epochKey"))) {
      var session = new SessionId(Fields.text(in, "sid"));
      return Answer.ok(out(key.commitment(session, Fields.integer(in, "epoch"))));
    } catch (FormatException e) {
      return Answer.refused("format");
    }
  }

  @Override
  public List<Vector> vectors() {
    return List.of(
        ok("first-epoch", "the key of the first epoch", Cast.SESSION, 1, KEY),
        ok("second-epoch", "the same key in the second", Cast.SESSION, 2, KEY),
        ok("last-epoch", "the largest epoch number", Cast.SESSION, Integer.MAX_VALUE, KEY),
        ok("other-session", "the same key in another session", Cast.OTHER_SESSION, 1, KEY),
        ok("zero-key", "a key of zero bytes", Cast.SESSION, 1, new byte[32]),
        refused("key-empty", "no key", 0),
        refused("key-short", "a key of 31 bytes", 31),
        refused("key-long", "a key of 33 bytes", 33));
  }

  private static Vector ok(String name, String why, SessionId session, int epoch, byte[] key) {
    byte[] number = ByteBuffer.allocate(4).putInt(epoch).array();
    byte[] info = Bytes.concat(Hashes.label("latchkey/epoch/v1"), number).toByteArray();
    byte[] commitment = Hashes.hkdf(key, session.raw(), info, 32);
    return Vector.ok(name, why, in(session, epoch, key), out(Bytes.of(commitment)));
  }

  private static Vector refused(String name, String why, int size) {
    return Vector.refused(name, why, "format", in(Cast.SESSION, 1, new byte[size]));
  }

  private static Map<String, ?> in(SessionId session, int epoch, byte[] key) {
    return Map.of("sid", session.value(), "epoch", epoch, "epochKey", Base64Url.encode(key));
  }

  private static Map<String, ?> out(Bytes commitment) {
    return Map.of("commitment", commitment.toString());
  }
}
