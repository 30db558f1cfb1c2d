package dev.latchkey.crypto.sign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

public final class KeyVectors implements VectorSource {
  private static final byte[] KEY =
      HexFormat.of().parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

  @Override
  public String kind() {
    return "ed25519-key";
  }

  @Override
  public Set<String> refusals() {
    return Set.of("format");
  }

  @Override
  public Answer answer(JsonNode in) {
    try {
      var key = VerifyingKey.of(Base64Url.decode(in.required("key").textValue()));
      return Answer.ok(Map.of("thumbprint", key.jwkThumbprint()));
    } catch (FormatException e) {
      return Answer.refused("format");
    }
  }

  @Override
  public List<Vector> vectors() {
    return List.of(
        Vector.ok(
            "ordinary",
            "the key of RFC 8037 appendix A, with its thumbprint",
            in(KEY),
            Map.of("thumbprint", "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")),
        refused("short", "31 bytes", Arrays.copyOf(KEY, 31)),
        refused("long", "33 bytes", Arrays.copyOf(KEY, 33)),
        refused(
            "identity",
            "the identity",
            "0100000000000000000000000000000000000000000000000000000000000000"),
        refused(
            "order-2",
            "the point of order two",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        refused(
            "order-4",
            "a point of order four",
            "0000000000000000000000000000000000000000000000000000000000000000"),
        refused(
            "order-8",
            "a point of order eight",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        refused(
            "order-8-other",
            "another point of order eight",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
        refused(
            "small-order-part",
            "a point of large order that is not prime: an ordinary key plus the point of order two",
            Curve.plusOrderTwo(KEY)),
        refused(
            "not-canonical-y",
            "the identity with p added to y",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        refused(
            "not-canonical-sign",
            "the identity with a sign for x = 0",
            "0100000000000000000000000000000000000000000000000000000000000080"),
        refused(
            "not-on-the-curve",
            "y = 2, to which there is no x",
            "0200000000000000000000000000000000000000000000000000000000000000"));
  }

  private static Vector refused(String name, String why, String hex) {
    return refused(name, why, HexFormat.of().parseHex(hex));
  }

  private static Vector refused(String name, String why, byte[] key) {
    return Vector.refused(name, why, "format", in(key));
  }

  private static Map<String, ?> in(byte[] key) {
    return Map.of("key", Base64Url.encode(key));
  }
}
