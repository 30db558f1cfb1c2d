package dev.latchkey.broker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Finds secrets in bytes, however they are written: as they are, in hex, in both kinds of base64
/// from any byte on, and each text with one or two bytes per character.
final class Needles {
  private static final int PAIRS = 1 << 16;

  private final Needle[][] byFirstTwoBytes = new Needle[PAIRS][0];

  private record Needle(String name, byte[] bytes) {}

  Needles(Map<String, byte[]> secrets) {
    secrets.forEach(
        (name, secret) ->
            spellings(secret).forEach((how, bytes) -> add(new Needle(name + ", " + how, bytes))));
  }

  /// Which secrets, and how they are written.
  Set<String> in(byte[] hay) {
    var found = new TreeSet<String>();
    for (int at = 0; at + 1 < hay.length; at++) {
      for (var needle : byFirstTwoBytes[pair(hay, at)]) {
        int end = at + needle.bytes().length;
        if (end <= hay.length
            && Arrays.equals(hay, at, end, needle.bytes(), 0, needle.bytes().length)) {
          found.add(needle.name());
        }
      }
    }
    return found;
  }

  private void add(Needle needle) {
    int pair = pair(needle.bytes(), 0);
    var all = Arrays.copyOf(byFirstTwoBytes[pair], byFirstTwoBytes[pair].length + 1);
    all[all.length - 1] = needle;
    byFirstTwoBytes[pair] = all;
  }

  private static int pair(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << Byte.SIZE | bytes[at + 1] & 0xff;
  }

  private static Map<String, byte[]> spellings(byte[] secret) {
    var texts = new LinkedHashMap<String, String>();
    texts.put("as it is", new String(secret, ISO_8859_1));
    texts.put("hex", HexFormat.of().formatHex(secret));
    texts.put("HEX", HexFormat.of().withUpperCase().formatHex(secret));
    for (int before = 0; before < 3; before++) {
      texts.put("base64 after " + before, base64(Base64.getEncoder(), secret, before));
      texts.put("base64url after " + before, base64(Base64.getUrlEncoder(), secret, before));
    }
    var bytes = new LinkedHashMap<String, byte[]>();
    texts.forEach(
        (how, text) -> {
          bytes.put(how, text.getBytes(ISO_8859_1));
          bytes.put(how + ", UTF-16BE", text.getBytes(UTF_16BE));
          bytes.put(how + ", UTF-16LE", text.getBytes(UTF_16LE));
        });
    return bytes;
  }

  /// The characters that the secret alone decides, when other bytes come before and behind it.
  private static String base64(Base64.Encoder encoder, byte[] secret, int before) {
    byte[] all = new byte[before + secret.length];
    System.arraycopy(secret, 0, all, before, secret.length);
    var text = encoder.withoutPadding().encodeToString(all);
    return text.substring(Math.ceilDiv(before * 8, 6), all.length * 8 / 6);
  }
}
