package dev.latchkey.crypto.roster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Hashes;
import java.util.Arrays;

/// How all identifiers are made: the first bytes of a labelled hash, as base64url. FORMATS.md §3.
final class HashedId {
  private HashedId() {}

  static String derive(String label, int size, byte[] named) {
    byte[] hash = Hashes.sha256(label.getBytes(US_ASCII), named);
    return Base64Url.encode(Arrays.copyOf(hash, size));
  }
}
