package dev.latchkey.crypto.sign;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

public final class SignatureVectors implements VectorSource {
  private static final byte[] SEED = Hashes.sha256("signature vectors".getBytes(UTF_8));
  private static final SigningKey KEY = SigningKey.fromSeed(SEED);
  private static final byte[] MESSAGE = "a message".getBytes(UTF_8);
  private static final byte[] SIGNATURE = KEY.sign(MESSAGE);
  private static final byte[] R = Arrays.copyOf(SIGNATURE, 32);
  private static final byte[] S = Arrays.copyOfRange(SIGNATURE, 32, 64);

  @Override
  public String kind() {
    return "ed25519-signature";
  }

  @Override
  public Set<String> refusals() {
    return Set.of("signature");
  }

  @Override
  public Answer answer(JsonNode in) {
    var key = VerifyingKey.of(bytes(in, "key"));
    boolean holds = key.verify(bytes(in, "message"), bytes(in, "signature"));
    return holds ? Answer.ok(Map.of()) : Answer.refused("signature");
  }

  @Override
  public List<Vector> vectors() {
    return List.of(
        ok("ordinary", "a signature", MESSAGE),
        ok("empty-message", "a signature of no bytes", new byte[0]),
        ok("long-message", "a signature of 1,000 bytes", new byte[1_000]),
        refused("other-message", "one bit of the message flipped", "b message", SIGNATURE),
        refused("shorter-message", "the last byte of the message missing", "a messag", SIGNATURE),
        Vector.refused(
            "other-key",
            "a key that did not sign",
            "signature",
            in(SigningKey.fromSeed(R).verifyingKey(), MESSAGE, SIGNATURE)),
        refused("short", "63 bytes", Arrays.copyOf(SIGNATURE, 63)),
        refused("long", "65 bytes", Arrays.copyOf(SIGNATURE, 65)),
        refused("halves-swapped", "S before R", Bytes.concat(S, R).toByteArray()),
        refused("zeros", "64 zero bytes", new byte[64]),
        refused("s-not-reduced", "L added to S: the same signature again", Curve.plusL(SIGNATURE)),
        refused(
            "r-identity",
            "R is the identity, and the equation holds",
            withZeroR("0100000000000000000000000000000000000000000000000000000000000000")),
        refused(
            "r-identity-not-canonical",
            "the same with p added to y",
            withZeroR("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")),
        refused(
            "r-identity-signed",
            "the same with a sign for x = 0",
            withZeroR("0100000000000000000000000000000000000000000000000000000000000080")),
        refused(
            "r-order-2",
            "R is the point of order two: right for those who multiply by the cofactor",
            withZeroR("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")),
        refused(
            "r-small-order-part",
            "the point of order two added to R: right for those who multiply by the cofactor",
            Curve.sign(SEED, MESSAGE, Curve.plusOrderTwo(R), Curve.nonce(SEED, MESSAGE))),
        refused(
            "r-not-on-the-curve",
            "R has y = 2, to which there is no x",
            withZeroR("0200000000000000000000000000000000000000000000000000000000000000")));
  }

  private static byte[] withZeroR(String hex) {
    return Curve.sign(SEED, MESSAGE, HexFormat.of().parseHex(hex), BigInteger.ZERO);
  }

  private static Vector ok(String name, String why, byte[] message) {
    return Vector.ok(name, why, in(KEY.verifyingKey(), message, KEY.sign(message)), Map.of());
  }

  private static Vector refused(String name, String why, byte[] signature) {
    return Vector.refused(name, why, "signature", in(KEY.verifyingKey(), MESSAGE, signature));
  }

  private static Vector refused(String name, String why, String message, byte[] signature) {
    return Vector.refused(
        name, why, "signature", in(KEY.verifyingKey(), message.getBytes(UTF_8), signature));
  }

  private static Map<String, ?> in(VerifyingKey key, byte[] message, byte[] signature) {
    return Map.of(
        "key", key.bytes().toString(),
        "message", Base64Url.encode(message),
        "signature", Base64Url.encode(signature));
  }

  private static byte[] bytes(JsonNode in, String name) {
    return Base64Url.decode(in.required(name).textValue());
  }
}
