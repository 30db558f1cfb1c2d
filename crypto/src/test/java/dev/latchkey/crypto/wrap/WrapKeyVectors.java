package dev.latchkey.crypto.wrap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.vectors.Answer;
import dev.latchkey.crypto.vectors.Fields;
import dev.latchkey.crypto.vectors.Vector;
import dev.latchkey.crypto.vectors.VectorSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

public final class WrapKeyVectors implements VectorSource {
  private static final int X25519 = 1_184;
  private static final byte[] KEY =
      WrapKey.generate(new SeededRandom("wrap key")).publicKey().bytes().toByteArray();

  @Override
  public String kind() {
    return "wrap-key";
  }

  @Override
  public Set<String> refusals() {
    return Set.of("format");
  }

  @Override
  public Answer answer(JsonNode in) {
    try {
      return Answer.ok(out(WrapPublicKey.of(Fields.bytes(in, "wrapKey")).bytes().toByteArray()));
    } catch (FormatException e) {
      return Answer.refused("format");
    }
  }

  @Override
  public List<Vector> vectors() {
    var vectors = new ArrayList<Vector>();
    vectors.add(ok("generated", "a key as it is generated", KEY));
    vectors.add(ok("largest-first", "the first coefficient at 3,328", coefficient(0, 3_328)));
    vectors.add(ok("largest-last", "the last coefficient at 3,328", coefficient(767, 3_328)));
    vectors.add(ok("x25519-base-point", "an X25519 half of 9", point("09" + "00".repeat(31))));
    vectors.add(ok("x25519-high-bit", "the bit that X25519 ignores", highBit(KEY)));
    vectors.add(refused("empty", "no key", new byte[0]));
    vectors.add(refused("short", "a byte too little", Arrays.copyOf(KEY, KEY.length - 1)));
    vectors.add(refused("long", "a byte too much", Arrays.copyOf(KEY, KEY.length + 1)));
    vectors.add(refused("without-x25519", "the ML-KEM half alone", Arrays.copyOf(KEY, X25519)));
    vectors.add(refused("modulus-first", "the first coefficient at 3,329", coefficient(0, 3_329)));
    vectors.add(
        refused("modulus-second", "the second coefficient at 3,329", coefficient(1, 3_329)));
    vectors.add(refused("modulus-last", "the last coefficient at 3,329", coefficient(767, 3_329)));
    vectors.add(refused("coefficient-4095", "a coefficient of 4,095", coefficient(383, 4_095)));
    vectors.addAll(lowOrder());
    return vectors;
  }

  private static List<Vector> lowOrder() {
    String ff = "ff".repeat(30);
    var zero = point("00".repeat(32));
    return List.of(
        refused("x25519-zero", "an X25519 half of 0", zero),
        refused("x25519-zero-high-bit", "0 with the bit that X25519 ignores", highBit(zero)),
        refused("x25519-one", "an X25519 half of 1", point("01" + "00".repeat(31))),
        refused(
            "x25519-order-8",
            "a point of order 8",
            point("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")),
        refused(
            "x25519-order-8-other",
            "the other point of order 8",
            point("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157")),
        refused("x25519-minus-one", "an X25519 half of p - 1", point("ec" + ff + "7f")),
        refused("x25519-p", "p, which is 0 again", point("ed" + ff + "7f")),
        refused("x25519-p-plus-one", "p + 1, which is 1 again", point("ee" + ff + "7f")));
  }

  private static byte[] coefficient(int index, int value) {
    byte[] key = KEY.clone();
    int at = index / 2 * 3;
    if (index % 2 == 0) {
      key[at] = (byte) value;
      key[at + 1] = (byte) (key[at + 1] & 0xf0 | value >>> 8);
    } else {
      key[at + 1] = (byte) (key[at + 1] & 0x0f | value << 4);
      key[at + 2] = (byte) (value >>> 4);
    }
    return key;
  }

  private static byte[] point(String hex) {
    byte[] key = KEY.clone();
    System.arraycopy(HexFormat.of().parseHex(hex), 0, key, X25519, 32);
    return key;
  }

  private static byte[] highBit(byte[] key) {
    byte[] flipped = key.clone();
    flipped[flipped.length - 1] ^= (byte) 0x80;
    return flipped;
  }

  private static Vector ok(String name, String why, byte[] key) {
    return Vector.ok(name, why, Map.of("wrapKey", Base64Url.encode(key)), out(key));
  }

  private static Vector refused(String name, String why, byte[] key) {
    return Vector.refused(name, why, "format", Map.of("wrapKey", Base64Url.encode(key)));
  }

  private static Map<String, ?> out(byte[] key) {
    return Map.of("x25519hex", HexFormat.of().formatHex(key, X25519, key.length));
  }
}
