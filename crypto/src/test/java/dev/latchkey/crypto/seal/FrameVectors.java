package dev.latchkey.crypto.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Fields;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import dev.latchkey.crypto.wrap.OpenFailedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Frames of Ben. `moved-…` is what a broker can do, `resigned-…` what Ben can do to others.
public final class FrameVectors implements VectorSource {
  private static final SessionId SESSION = Cast.SESSION;
  private static final String KEY = Base64Url.encode(Cast.EPOCH_KEY.expose());
  private static final String BEN = Cast.BEN.verifyingKey().bytes().toString();
  private static final FrameHeader HEADER = header(FrameKind.APPEND, 9, Cast.EPOCH, 4);
  private static final byte[] PADDED = Padding.pad(body(FrameKind.APPEND, 5).encode());
  private static final Forge FORGE = new Forge(HEADER);
  private static final byte[] FRAME = FORGE.seal(PADDED);
  private static final byte[] COMMITMENT = FORGE.commitment();
  private static final byte[] CIPHERTEXT = FORGE.ciphertext(PADDED);
  private static final byte[] SIGNATURE =
      Arrays.copyOfRange(FRAME, FRAME.length - 64, FRAME.length);

  @Override
  public String kind() {
    return "frame";
  }

  @Override
  public Set<String> refusals() {
    return Set.of("format", "open");
  }

  @Override
  public Answer answer(JsonNode in) {
    var session = new SessionId(Fields.text(in, "sid"));
    var sender = VerifyingKey.of(Fields.bytes(in, "signingKey"));
    try (var key = EpochKey.of(Fields.bytes(in, "epochKey"))) {
      Frame frame = Frame.parse(Fields.bytes(in, "frame"));
      return Answer.ok(out(frame.header(), FrameOpener.open(session, frame, key, sender)));
    } catch (FormatException e) {
      return Answer.refused("format");
    } catch (OpenFailedException e) {
      return Answer.refused("open");
    }
  }

  @Override
  public List<Vector> vectors() {
    var vectors = new ArrayList<Vector>();
    vectors.addAll(opening());
    vectors.addAll(malformed());
    vectors.addAll(elsewhere());
    for (var field : Field.values()) {
      vectors.addAll(changed(field));
    }
    vectors.addAll(damaged());
    vectors.addAll(badInside());
    return vectors;
  }

  private static List<Vector> opening() {
    var conditional =
        new FrameBody(
            new FrameLinks(true, 7, Cast.hash("head"), Cast.hash("log"), 0, Cast.hash("empty")),
            Optional.empty(),
            Bytes.of(new byte[0]));
    return List.of(
        ok("append", "an append", HEADER, body(FrameKind.APPEND, 5)),
        ok("replace", "a replace", header(FrameKind.REPLACE, 9, 3, 5), body(FrameKind.REPLACE, 5)),
        ok(
            "ephemeral",
            "an ephemeral frame",
            header(FrameKind.EPHEMERAL, 9, 3, 1),
            body(FrameKind.EPHEMERAL, 5)),
        ok("name", "a name", header(FrameKind.NAME, 0, 3, 1), body(FrameKind.NAME, 5)),
        ok("conditional", "a conditional append without payload", HEADER, conditional),
        ok("larger", "a payload of several steps", HEADER, body(FrameKind.APPEND, 1_000)),
        ok(
            "bounds",
            "the last channel, epoch and counter",
            header(FrameKind.APPEND, 255, Integer.MAX_VALUE, (1L << 53) - 1),
            body(FrameKind.APPEND, 5)));
  }

  private static List<Vector> malformed() {
    return List.of(
        malformed("version-0", "version 0", Forge.VERSION, "00"),
        malformed("version-2", "version 2", Forge.VERSION, "02"),
        malformed("suite-0", "suite 0", Forge.SUITE, "00"),
        malformed("suite-2", "suite 2", Forge.SUITE, "02"),
        malformed("kind-0", "kind 0", Forge.KIND, "00"),
        malformed("kind-5", "kind 5", Forge.KIND, "05"),
        malformed("name-in-channel", "a name in channel 9", Forge.KIND, "04"),
        malformed("epoch-0", "epoch 0", Forge.EPOCH, "00000000"),
        malformed("epoch-too-large", "epoch 2^31", Forge.EPOCH, "80000000"),
        malformed("instance-0", "an instance of zero bytes", Forge.INSTANCE, "00".repeat(8)),
        malformed("counter-0", "counter 0", Forge.COUNTER, "0000000000000000"),
        malformed("counter-too-large", "counter 2^53", Forge.COUNTER, "0020000000000000"),
        malformed("counter-largest", "counter 2^64 - 1", Forge.COUNTER, "ff".repeat(8)),
        refused("empty", "no frame", "format", new byte[0]),
        refused("header-alone", "a header and nothing else", "format", Arrays.copyOf(FRAME, 40)),
        refused(
            "short",
            "less than the least padding",
            "format",
            FORGE.sign(COMMITMENT, Arrays.copyOf(CIPHERTEXT, 271))));
  }

  private static List<Vector> elsewhere() {
    return List.of(
        given(
            "other-session",
            "in another session that has the same key",
            "sid",
            Cast.OTHER_SESSION.value()),
        given(
            "other-epoch-key",
            "with another epoch key",
            "epochKey",
            Base64Url.encode(Cast.OTHER_EPOCH_KEY.expose())),
        given(
            "other-sender-key",
            "with another member's key",
            "signingKey",
            Cast.ANA.verifyingKey().bytes().toString()));
  }

  /// A field of the header, and another value for it that parses.
  private enum Field {
    KIND(Forge.KIND, "03"),
    CHANNEL(Forge.CHANNEL, "08"),
    EPOCH(Forge.EPOCH, "00000004"),
    SENDER(Forge.SENDER, HexFormat.of().formatHex(MemberId.of(Cast.ANA.verifyingKey()).raw())),
    INSTANCE(Forge.INSTANCE, "0102030405060708"),
    COUNTER(Forge.COUNTER, "0000000000000005");

    private final int at;
    private final byte[] value;

    Field(int at, String hex) {
      this.at = at;
      this.value = HexFormat.of().parseHex(hex);
    }
  }

  private static List<Vector> changed(Field field) {
    String name = field.name().toLowerCase(Locale.ROOT);
    Forge moved = FORGE.with(field.at, field.value);
    var vectors = new ArrayList<Vector>();
    vectors.add(
        refused(
            "moved-" + name,
            "another " + name + " under the old signature",
            "open",
            moved.unsigned(COMMITMENT, CIPHERTEXT, SIGNATURE)));
    vectors.add(
        refused(
            "resigned-" + name,
            "another " + name + ", signed again",
            "open",
            moved.sign(COMMITMENT, CIPHERTEXT)));
    if (!Arrays.equals(moved.commitment(), COMMITMENT)) {
      vectors.add(
          refused(
              "recommitted-" + name,
              "another " + name + ", with its commitment, signed again",
              "open",
              moved.sign(moved.commitment(), CIPHERTEXT)));
    }
    return vectors;
  }

  private static List<Vector> damaged() {
    byte[] identityR = SIGNATURE.clone();
    Arrays.fill(identityR, 0, 32, (byte) 0);
    identityR[0] = 1;
    return List.of(
        refused("flipped-commitment", "a bit of the commitment flipped", "open", flipped(40)),
        refused("flipped-ciphertext", "a bit of the ciphertext flipped", "open", flipped(72)),
        refused("flipped-tag", "a bit of the tag flipped", "open", flipped(FRAME.length - 65)),
        refused(
            "flipped-signature",
            "a bit of the signature flipped",
            "open",
            flipped(FRAME.length - 1)),
        refused(
            "signature-r-identity",
            "R is the identity",
            "open",
            FORGE.unsigned(COMMITMENT, CIPHERTEXT, identityR)),
        refused(
            "signature-zero",
            "a signature of zero bytes",
            "open",
            FORGE.unsigned(COMMITMENT, CIPHERTEXT, new byte[64])),
        refused(
            "trailing-byte",
            "a byte after the signature",
            "open",
            Arrays.copyOf(FRAME, FRAME.length + 1)),
        refused(
            "resigned-commitment",
            "another commitment, signed again",
            "open",
            FORGE.sign(Cast.hash("x").toByteArray(), CIPHERTEXT)),
        refused(
            "resigned-ciphertext",
            "a bit of the ciphertext flipped, signed again",
            "open",
            FORGE.sign(COMMITMENT, flippedCiphertext(0))),
        refused(
            "resigned-tag",
            "a bit of the tag flipped, signed again",
            "open",
            FORGE.sign(COMMITMENT, flippedCiphertext(CIPHERTEXT.length - 1))));
  }

  private static List<Vector> badInside() {
    byte[] filler = PADDED.clone();
    filler[255] = 1;
    byte[] length = ByteBuffer.wrap(PADDED.clone()).putInt(253).array();
    byte[] flags = PADDED.clone();
    flags[4] = 2;
    byte[] linksCut = Padding.pad(new byte[112]);
    byte[] stepTooMany = Arrays.copyOf(PADDED, 272);
    return List.of(
        refused("padding-filler", "filler that is not zero", "open", FORGE.seal(filler)),
        refused("padding-length", "a length beyond the end", "open", FORGE.seal(length)),
        refused("padding-step", "a step of padding too many", "open", FORGE.seal(stepTooMany)),
        refused("body-flag", "an unknown flag in the body", "open", FORGE.seal(flags)),
        refused("body-cut", "a body of 112 bytes", "open", FORGE.seal(linksCut)));
  }

  private static FrameHeader header(FrameKind kind, int channel, int epoch, long counter) {
    var sender = MemberId.of(Cast.BEN.verifyingKey());
    return new FrameHeader(kind, channel, epoch, sender, Cast.instance("instance").id(), counter);
  }

  private static FrameBody body(FrameKind kind, int payload) {
    return Cast.body(kind, SeededRandom.bytes("payload", payload));
  }

  private static byte[] flipped(int at) {
    byte[] frame = FRAME.clone();
    frame[at] ^= 1;
    return frame;
  }

  private static byte[] flippedCiphertext(int at) {
    byte[] ciphertext = CIPHERTEXT.clone();
    ciphertext[at] ^= 1;
    return ciphertext;
  }

  private static Map<String, ?> out(FrameHeader header, FrameBody body) {
    return Map.of(
        "kind", header.kind().name().toLowerCase(Locale.ROOT),
        "channel", header.channel(),
        "epoch", header.epoch(),
        "sender", header.sender().value(),
        "instance", header.instance().toString(),
        "counter", header.counter(),
        "body", BodyVectors.out(body));
  }

  private static TreeMap<String, Object> in(byte[] frame) {
    var in = new TreeMap<String, Object>();
    in.put("sid", SESSION.value());
    in.put("epochKey", KEY);
    in.put("signingKey", BEN);
    in.put("frame", Base64Url.encode(frame));
    return in;
  }

  private static Vector ok(String name, String why, FrameHeader header, FrameBody body) {
    byte[] frame = new Forge(header).seal(Padding.pad(body.encode()));
    return Vector.ok(name, why, in(frame), out(header, body));
  }

  private static Vector given(String name, String why, String member, String value) {
    var in = in(FRAME);
    in.put(member, value);
    return Vector.refused(name, why, "open", in);
  }

  private static Vector malformed(String name, String why, int at, String hex) {
    byte[] frame = FORGE.with(at, HexFormat.of().parseHex(hex)).seal(PADDED);
    return refused(name, why, "format", frame);
  }

  private static Vector refused(String name, String why, String refusal, byte[] frame) {
    return Vector.refused(name, why, refusal, in(frame));
  }
}
