package dev.latchkey.crypto.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Fields;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import dev.latchkey.crypto.wrap.HpkeWrap;
import dev.latchkey.crypto.wrap.OpenFailedException;
import dev.latchkey.crypto.wrap.WrapKey;
import dev.latchkey.crypto.wrap.WrapPublicKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Ana is the inviting host and reads labels and names; in a preview she stands for the invite.
public final class TextVectors implements VectorSource {
  private static final byte[] SEED = SeededRandom.bytes("ana wraps", 32);
  private static final byte[] LABEL = "{\"name\":\"Zo\u00eb\"}".getBytes(UTF_8);
  private static final byte[] PREVIEW =
      "{\"title\":\"Roadmap\",\"host\":\"Ana\",\"name\":\"Zo\u00eb\",\"note\":\"\"}"
          .getBytes(UTF_8);
  private static final String OTHER_INVITE =
      InviteId.of(Cast.signingKey("other invite").verifyingKey()).value();

  @Override
  public String kind() {
    return "text";
  }

  @Override
  public Set<String> refusals() {
    return Set.of("open");
  }

  @Override
  public Answer answer(JsonNode in) {
    try (var opener = WrapKey.fromSeed(Fields.bytes(in, "seed"))) {
      byte[] text = place(in).open(opener, Fields.bytes(in, "sealed"));
      return Answer.ok(Map.of("text", new String(text, UTF_8)));
    } catch (OpenFailedException e) {
      return Answer.refused("open");
    }
  }

  @Override
  public List<Vector> vectors() {
    var vectors = new ArrayList<Vector>();
    vectors.add(ok("label", "the host's note to itself", in("label", LABEL), LABEL));
    vectors.add(ok("preview", "what a link shows", in("preview", PREVIEW), PREVIEW));
    vectors.add(ok("name", "what a joiner calls themself", in("name", LABEL), LABEL));
    vectors.add(ok("empty", "no text", in("label", new byte[0]), new byte[0]));
    byte[] several = "n".repeat(2_000).getBytes(UTF_8);
    vectors.add(ok("several-steps", "a text of several steps", in("preview", several), several));
    vectors.addAll(moved());
    vectors.addAll(damaged());
    return vectors;
  }

  private static List<Vector> moved() {
    String otherSigningKey = Cast.BEN.verifyingKey().bytes().toString();
    String otherWrapKey = Cast.BEN_WRAP.publicKey().bytes().toString();
    String otherSeed = Base64Url.encode(SeededRandom.bytes("ben wraps", 32));
    String otherSession = Cast.OTHER_SESSION.value();
    return List.of(
        moved("label", "kind", "preview", "a label as a preview"),
        moved("preview", "kind", "label", "a preview as a label"),
        moved("label", "sid", otherSession, "in another session"),
        moved("preview", "sid", otherSession, "in another session"),
        moved("name", "sid", otherSession, "in another session"),
        moved("label", "iid", OTHER_INVITE, "with another invite"),
        moved("preview", "iid", OTHER_INVITE, "with another invite"),
        moved("name", "iid", OTHER_INVITE, "with another invite"),
        moved("label", "seed", otherSeed, "opened by another key"),
        moved("label", "signingKey", otherSigningKey, "beside another signing key"),
        moved("label", "wrapKey", otherWrapKey, "beside another wrap key"),
        moved(
            "name",
            "joinerSigningKey",
            Cast.ANA.verifyingKey().bytes().toString(),
            "as the name of another joiner"),
        moved(
            "name",
            "joinerWrapKey",
            Cast.ANA_WRAP.publicKey().bytes().toString(),
            "of a joiner with another wrap key"));
  }

  private static List<Vector> damaged() {
    byte[] sealed = seal("label", Padding.pad(LABEL));
    byte[] filled = Padding.pad(LABEL);
    filled[255] = 1;
    byte[] flippedEncapsulation = sealed.clone();
    flippedEncapsulation[0] ^= 1;
    byte[] flippedText = sealed.clone();
    flippedText[1_120] ^= 1;
    byte[] flippedTag = sealed.clone();
    flippedTag[sealed.length - 1] ^= 1;
    byte[] tooLong = ByteBuffer.allocate(256).putInt(253).array();
    return List.of(
        label("flipped-encapsulation", "a bit of the encapsulation flipped", flippedEncapsulation),
        label("flipped-text", "a bit of the text flipped", flippedText),
        label("flipped-tag", "a bit of the tag flipped", flippedTag),
        label("nothing-sealed", "no bytes", new byte[0]),
        label("short", "a byte too little", Arrays.copyOf(sealed, sealed.length - 1)),
        label("long", "a byte too much", Arrays.copyOf(sealed, sealed.length + 1)),
        label("without-padding", "sealed without padding", seal("label", LABEL)),
        label("filler", "filler that is not zero", seal("label", filled)),
        label("length-beyond-end", "a length beyond the end", seal("label", tooLong)));
  }

  private static SealedText place(JsonNode in) {
    var session = new SessionId(Fields.text(in, "sid"));
    var invite = new InviteId(Fields.text(in, "iid"));
    var recipient = keys(in, "signingKey", "wrapKey");
    return switch (Fields.text(in, "kind")) {
      case "label" -> new SealedText.Label(session, invite, recipient);
      case "preview" -> new SealedText.Preview(session, invite, recipient);
      case "name" ->
          new SealedText.Name(
              session, invite, keys(in, "joinerSigningKey", "joinerWrapKey"), recipient);
      default -> throw new IllegalStateException("kind: want label, preview or name");
    };
  }

  private static PublicKeys keys(JsonNode in, String signingKey, String wrapKey) {
    return new PublicKeys(
        VerifyingKey.of(Fields.bytes(in, signingKey)), WrapPublicKey.of(Fields.bytes(in, wrapKey)));
  }

  private static byte[] seal(String kind, byte[] padded) {
    byte[] joiner = kind.equals("name") ? bytes(Cast.BEN_KEYS) : new byte[0];
    Bytes info =
        Bytes.concat(
            Hashes.label("latchkey/" + kind + "/v1"),
            Cast.SESSION.raw(),
            Cast.INVITE.raw(),
            joiner,
            bytes(Cast.ANA_KEYS));
    var random = new SeededRandom("encapsulation");
    return HpkeWrap.seal(Cast.ANA_KEYS.wrapKey(), info.toByteArray(), padded, random);
  }

  private static byte[] bytes(PublicKeys keys) {
    return Bytes.concat(
            keys.signingKey().bytes().toByteArray(), keys.wrapKey().bytes().toByteArray())
        .toByteArray();
  }

  private static TreeMap<String, Object> in(String kind, byte[] text) {
    var in = new TreeMap<String, Object>();
    in.put("kind", kind);
    in.put("sid", Cast.SESSION.value());
    in.put("iid", Cast.INVITE.value());
    in.put("signingKey", Cast.ANA_KEYS.signingKey().bytes().toString());
    in.put("wrapKey", Cast.ANA_KEYS.wrapKey().bytes().toString());
    in.put("seed", Base64Url.encode(SEED));
    if (kind.equals("name")) {
      in.put("joinerSigningKey", Cast.BEN_KEYS.signingKey().bytes().toString());
      in.put("joinerWrapKey", Cast.BEN_KEYS.wrapKey().bytes().toString());
    }
    in.put("sealed", Base64Url.encode(seal(kind, Padding.pad(text))));
    return in;
  }

  private static Vector ok(String name, String why, Map<String, ?> in, byte[] text) {
    return Vector.ok(name, why, in, Map.of("text", new String(text, UTF_8)));
  }

  private static Vector moved(String kind, String member, String value, String why) {
    var in = in(kind, LABEL);
    in.put(member, value);
    return Vector.refused(
        kind + "-other-" + member.toLowerCase(Locale.ROOT), kind + ": " + why, "open", in);
  }

  private static Vector label(String name, String why, byte[] sealed) {
    var in = in("label", LABEL);
    in.put("sealed", Base64Url.encode(sealed));
    return Vector.refused(name, why, "open", in);
  }
}
