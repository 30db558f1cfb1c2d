package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.roster.ShortAuthenticationString.Emoji;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Fields;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Emoji that two people compare, and what one commits to before it hears the other's nonce.
public final class EmojiVectors implements VectorSource {
  private static final Device BEN = Device.named("ben");
  private static final SessionId SID = TestSession.open().sid();
  private static final SessionId OTHER_SID = TestSession.open("other salt").sid();
  private static final byte[] ENTRY = SeededRandom.bytes("entry", 32);
  private static final byte[] NONCE = SeededRandom.bytes("nonce", 16);
  private static final byte[] OTHER_NONCE = SeededRandom.bytes("other nonce", 16);

  @Override
  public String kind() {
    return "sas";
  }

  @Override
  public Set<String> refusals() {
    return Set.of("format");
  }

  @Override
  public Answer answer(JsonNode in) {
    try {
      return Answer.ok(read(in));
    } catch (FormatException e) {
      return Answer.refused("format");
    }
  }

  @Override
  public List<Vector> vectors() {
    return List.of(
        knock("knock", "what a host and a joiner compare", SID, ENTRY, NONCE),
        knock("knock-other-session", "the same in another session", OTHER_SID, ENTRY, NONCE),
        knock("knock-other-nonce", "the same entry after another nonce", SID, ENTRY, OTHER_NONCE),
        knock("knock-zeros", "an entry and a nonce of zeros", SID, new byte[32], new byte[16]),
        members("members", "what two members compare", ANA, BEN),
        members("members-other-way", "the same, asked by the other one", BEN, ANA),
        commitment("commitment", "before the nonce of the other one is known", ANA, BEN),
        commitment("commitment-other-way", "the same nonce towards the first one", BEN, ANA),
        refused("knock-nonce-short", "a nonce of 15 bytes", knock(SID, ENTRY, new byte[15])),
        refused("knock-nonce-long", "a nonce of 17 bytes", knock(SID, ENTRY, new byte[17])),
        refused("knock-entry-short", "a hash of 31 bytes", knock(SID, new byte[31], NONCE)),
        refused(
            "members-nonces-shifted",
            "the first byte of one nonce at the end of the other",
            members(ANA, BEN, SeededRandom.bytes("nonce", 17), SeededRandom.bytes("other", 15))),
        refused(
            "commitment-nonce-short", "a nonce of 15 bytes", commitment(ANA, BEN, new byte[15])));
  }

  private static Map<String, ?> read(JsonNode in) {
    var sid = new SessionId(Fields.text(in, "sid"));
    return switch (Fields.text(in, "of")) {
      case "knock" ->
          out(
              ShortAuthenticationString.ofKnock(
                  sid, key(in, "host"), bytes(in, "entry"), bytes(in, "nonce")));
      case "members" ->
          out(
              ShortAuthenticationString.ofMembers(
                  sid,
                  key(in, "asking"),
                  key(in, "asked"),
                  bytes(in, "askingNonce"),
                  bytes(in, "askedNonce")));
      default ->
          Map.of(
              "commitment",
              ShortAuthenticationString.commitment(
                      sid, key(in, "by"), key(in, "towards"), bytes(in, "nonce"))
                  .toString());
    };
  }

  private static Map<String, ?> out(ShortAuthenticationString string) {
    return Map.of("emoji", string.emoji().stream().map(Emoji::name).toList());
  }

  private static Vector knock(String name, String why, SessionId sid, byte[] entry, byte[] nonce) {
    var emoji = emoji("latchkey/sas/v1", sid, signingKey(ANA), entry, nonce);
    return Vector.ok(name, why, knock(sid, entry, nonce), emoji);
  }

  private static Vector members(String name, String why, Device asking, Device asked) {
    var emoji =
        emoji(
            "latchkey/sas-members/v1",
            SID,
            signingKey(asking),
            signingKey(asked),
            NONCE,
            OTHER_NONCE);
    return Vector.ok(name, why, members(asking, asked, NONCE, OTHER_NONCE), emoji);
  }

  private static Vector commitment(String name, String why, Device by, Device towards) {
    byte[] hash = hash("latchkey/sas-commit/v1", SID, signingKey(by), signingKey(towards), NONCE);
    var out = Map.of("commitment", Bytes.of(hash).toString());
    return Vector.ok(name, why, commitment(by, towards, NONCE), out);
  }

  private static Vector refused(String name, String why, Map<String, ?> in) {
    return Vector.refused(name, why, "format", in);
  }

  private static Map<String, ?> knock(SessionId sid, byte[] entry, byte[] nonce) {
    var in = in("knock", sid);
    in.put("host", text(signingKey(ANA)));
    in.put("entry", text(entry));
    in.put("nonce", text(nonce));
    return in;
  }

  private static Map<String, ?> members(
      Device asking, Device asked, byte[] askingNonce, byte[] askedNonce) {
    var in = in("members", SID);
    in.put("asking", text(signingKey(asking)));
    in.put("asked", text(signingKey(asked)));
    in.put("askingNonce", text(askingNonce));
    in.put("askedNonce", text(askedNonce));
    return in;
  }

  private static Map<String, ?> commitment(Device by, Device towards, byte[] nonce) {
    var in = in("commitment", SID);
    in.put("by", text(signingKey(by)));
    in.put("towards", text(signingKey(towards)));
    in.put("nonce", text(nonce));
    return in;
  }

  private static Map<String, Object> in(String of, SessionId sid) {
    var in = new LinkedHashMap<String, Object>();
    in.put("of", of);
    in.put("sid", sid.value());
    return in;
  }

  /// By arithmetic on one large number, other than the code does it.
  private static Map<String, ?> emoji(String label, SessionId sid, byte[]... parts) {
    var number = new BigInteger(1, hash(label, sid, parts)).shiftRight(256 - 42);
    var base = BigInteger.valueOf(64);
    return Map.of(
        "emoji",
        IntStream.range(0, 7)
            .mapToObj(i -> number.divide(base.pow(6 - i)).mod(base).intValueExact())
            .map(place -> ShortAuthenticationString.TABLE.get(place).name())
            .toList());
  }

  private static byte[] hash(String label, SessionId sid, byte[]... parts) {
    return Hashes.sha256(Hashes.label(label), sid.raw(), Bytes.concat(parts).toByteArray());
  }

  private static VerifyingKey key(JsonNode in, String name) {
    return VerifyingKey.of(Fields.bytes(in, name));
  }

  private static Bytes bytes(JsonNode in, String name) {
    return Bytes.of(Fields.bytes(in, name));
  }

  private static byte[] signingKey(Device device) {
    return device.signing().verifyingKey().bytes().toByteArray();
  }

  private static String text(byte[] bytes) {
    return Bytes.of(bytes).toString();
  }
}
