package dev.latchkey.crypto.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.seal.EpochKeyWrap.RecipientKind;
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

public final class WrapVectors implements VectorSource {
  private static final byte[] SEED = SeededRandom.bytes("ben wraps", 32);
  private static final byte[] KEY = SeededRandom.bytes("epoch key", 32);
  private static final byte[] WRAP = wrap(Cast.SESSION, 3, 1, Cast.BEN_KEYS, KEY);

  @Override
  public String kind() {
    return "wrap";
  }

  @Override
  public Set<String> refusals() {
    return Set.of("open");
  }

  @Override
  public Answer answer(JsonNode in) {
    var recipient =
        new PublicKeys(
            VerifyingKey.of(Fields.bytes(in, "signingKey")),
            WrapPublicKey.of(Fields.bytes(in, "wrapKey")));
    var place =
        new EpochKeyWrap(
            new SessionId(Fields.text(in, "sid")),
            Fields.integer(in, "epoch"),
            RecipientKind.valueOf(Fields.text(in, "kind").toUpperCase(Locale.ROOT)),
            recipient);
    try (var opener = WrapKey.fromSeed(Fields.bytes(in, "seed"));
        var key = place.open(opener, Fields.bytes(in, "wrap"), Fields.value(in, "commitment"))) {
      return Answer.ok(Map.of("epochKey", Base64Url.encode(key.expose())));
    } catch (OpenFailedException e) {
      return Answer.refused("open");
    }
  }

  @Override
  public List<Vector> vectors() {
    var vectors = new ArrayList<Vector>();
    vectors.add(ok("member", "the epoch key wrapped to a member", in()));
    var toInvite = with(in(), "kind", "invite");
    toInvite.put("wrap", Base64Url.encode(wrap(Cast.SESSION, 3, 2, Cast.BEN_KEYS, KEY)));
    vectors.add(ok("invite", "the same wrapped to an invite", toInvite));
    vectors.addAll(moved());
    vectors.addAll(damaged());
    vectors.addAll(forged());
    return vectors;
  }

  private static List<Vector> moved() {
    var otherSession = with(in(), "sid", Cast.OTHER_SESSION.value());
    otherSession.put("commitment", commitment(Cast.OTHER_SESSION, 3, KEY));
    var otherEpoch = with(in(), "epoch", 4);
    otherEpoch.put("commitment", commitment(Cast.SESSION, 4, KEY));
    var otherRecipient = with(in(), "seed", Base64Url.encode(SeededRandom.bytes("ana wraps", 32)));
    return List.of(
        refused("other-session", "in another session that has the same key", otherSession),
        refused("other-epoch", "in another epoch that has the same key", otherEpoch),
        refused("other-kind", "a member's wrap as an invite's", with(in(), "kind", "invite")),
        refused("other-recipient", "another recipient's seed", otherRecipient),
        refused(
            "other-signing-key",
            "another signing key beside the same wrap key",
            with(in(), "signingKey", Cast.ANA.verifyingKey().bytes().toString())),
        refused(
            "other-wrap-key",
            "another wrap key in the roster than the recipient's own",
            with(in(), "wrapKey", Cast.ANA_WRAP.publicKey().bytes().toString())));
  }

  private static List<Vector> damaged() {
    byte[] lowOrder = WRAP.clone();
    Arrays.fill(lowOrder, 1_088, 1_120, (byte) 0);
    return List.of(
        wrapIs("flipped-ml-kem", "a bit of the ML-KEM ciphertext flipped", flipped(0)),
        wrapIs("flipped-x25519", "a bit of the X25519 share flipped", flipped(1_088)),
        wrapIs("flipped-x25519-high", "the bit that X25519 ignores flipped", highBit()),
        wrapIs("flipped-ciphertext", "a bit of the sealed key flipped", flipped(1_120)),
        wrapIs("flipped-tag", "a bit of the tag flipped", flipped(1_167)),
        wrapIs("low-order-share", "an X25519 share of low order", lowOrder),
        wrapIs("empty", "no wrap", new byte[0]),
        wrapIs("without-ciphertext", "the encapsulation alone", Arrays.copyOf(WRAP, 1_120)),
        wrapIs("short", "a byte too little", Arrays.copyOf(WRAP, 1_167)),
        wrapIs("long", "a byte too much", Arrays.copyOf(WRAP, 1_169)));
  }

  private static List<Vector> forged() {
    byte[] otherKey = SeededRandom.bytes("other epoch key", 32);
    return List.of(
        wrapIs(
            "uncommitted-key",
            "a key to which no host committed",
            wrap(Cast.SESSION, 3, 1, Cast.BEN_KEYS, otherKey)),
        refused(
            "commitment-of-another-epoch",
            "the commitment of another epoch",
            with(in(), "commitment", commitment(Cast.SESSION, 4, KEY))),
        wrapIs(
            "key-short",
            "31 bytes instead of a key",
            wrap(Cast.SESSION, 3, 1, Cast.BEN_KEYS, Arrays.copyOf(KEY, 31))));
  }

  private static byte[] wrap(
      SessionId session, int epoch, int kind, PublicKeys recipient, byte[] key) {
    byte[] place = ByteBuffer.allocate(5).putInt(epoch).put((byte) kind).array();
    Bytes info =
        Bytes.concat(
            Hashes.label("latchkey/wrap/v1"),
            session.raw(),
            place,
            recipient.signingKey().bytes().toByteArray(),
            recipient.wrapKey().bytes().toByteArray());
    var random = new SeededRandom("encapsulation");
    return HpkeWrap.seal(recipient.wrapKey(), info.toByteArray(), key, random);
  }

  private static String commitment(SessionId session, int epoch, byte[] key) {
    return EpochKey.of(key).commitment(session, epoch).toString();
  }

  private static byte[] flipped(int at) {
    byte[] wrap = WRAP.clone();
    wrap[at] ^= 1;
    return wrap;
  }

  private static byte[] highBit() {
    byte[] wrap = WRAP.clone();
    wrap[1_119] ^= (byte) 0x80;
    return wrap;
  }

  private static TreeMap<String, Object> in() {
    var in = new TreeMap<String, Object>();
    in.put("sid", Cast.SESSION.value());
    in.put("epoch", 3);
    in.put("kind", "member");
    in.put("signingKey", Cast.BEN.verifyingKey().bytes().toString());
    in.put("wrapKey", Cast.BEN_WRAP.publicKey().bytes().toString());
    in.put("seed", Base64Url.encode(SEED));
    in.put("wrap", Base64Url.encode(WRAP));
    in.put("commitment", commitment(Cast.SESSION, 3, KEY));
    return in;
  }

  private static TreeMap<String, Object> with(
      TreeMap<String, Object> in, String name, Object value) {
    in.put(name, value);
    return in;
  }

  private static Vector wrapIs(String name, String why, byte[] wrap) {
    return refused(name, why, with(in(), "wrap", Base64Url.encode(wrap)));
  }

  private static Vector ok(String name, String why, Map<String, ?> in) {
    return Vector.ok(name, why, in, Map.of("epochKey", Base64Url.encode(KEY)));
  }

  private static Vector refused(String name, String why, Map<String, ?> in) {
    return Vector.refused(name, why, "open", in);
  }
}
