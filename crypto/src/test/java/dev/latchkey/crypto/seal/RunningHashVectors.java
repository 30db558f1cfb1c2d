package dev.latchkey.crypto.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Fields;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The hash goes over bytes, so these frames are none.
public final class RunningHashVectors implements VectorSource {
  @Override
  public String kind() {
    return "running-hash";
  }

  @Override
  public Set<String> refusals() {
    return Set.of();
  }

  @Override
  public Answer answer(JsonNode in) {
    var session = new SessionId(Fields.text(in, "sid"));
    int channel = Fields.integer(in, "channel");
    var hashes = new ArrayList<String>();
    var hash = RunningHash.start();
    for (JsonNode frame : in.required("frames")) {
      byte[] bytes = Base64Url.decode(frame.textValue());
      hash = RunningHash.next(session, channel, hash, hashes.size() + 1, bytes);
      hashes.add(hash.toString());
    }
    return Answer.ok(Map.of("hashes", hashes));
  }

  @Override
  public List<Vector> vectors() {
    return List.of(
        ok("one-frame", "the first frame of a channel", Cast.SESSION, 0, "one"),
        ok(
            "three-frames",
            "each hash goes over the one before",
            Cast.SESSION,
            0,
            "one",
            "two",
            "three"),
        ok(
            "other-order",
            "the same frames in another order",
            Cast.SESSION,
            0,
            "two",
            "one",
            "three"),
        ok("repeated", "the same bytes twice", Cast.SESSION, 0, "one", "one"),
        ok("last-channel", "the same frames in channel 255", Cast.SESSION, 255, "one", "two"),
        ok(
            "other-session",
            "the same frames in another session",
            Cast.OTHER_SESSION,
            0,
            "one",
            "two"),
        ok("no-frames", "a channel before its first frame", Cast.SESSION, 0));
  }

  private static Vector ok(
      String name, String why, SessionId session, int channel, String... frames) {
    var hashes = new ArrayList<String>();
    byte[] hash = new byte[32];
    for (String frame : frames) {
      byte[] position = ByteBuffer.allocate(8).putLong(hashes.size() + 1).array();
      hash =
          Hashes.sha256(
              Bytes.concat(
                      Hashes.label("latchkey/channel/v1"),
                      session.raw(),
                      new byte[] {(byte) channel},
                      hash,
                      position,
                      Hashes.sha256(frame.getBytes(US_ASCII)))
                  .toByteArray());
      hashes.add(Base64Url.encode(hash));
    }
    var encoded =
        Stream.of(frames).map(frame -> Base64Url.encode(frame.getBytes(US_ASCII))).toList();
    return Vector.ok(
        name,
        why,
        Map.of("sid", session.value(), "channel", channel, "frames", encoded),
        Map.of("hashes", hashes));
  }
}
