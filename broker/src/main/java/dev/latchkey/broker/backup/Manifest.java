package dev.latchkey.broker.backup;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.StrictJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Set;

/// What a backup says of itself.
///
/// @param createdAt when the copy was made: what came later is not in it
/// @param origin of the broker, which its sessions name
/// @param schema of the store
/// @param storeHash SHA-256 of the file of the store
record Manifest(Instant createdAt, String origin, int schema, Bytes storeHash) {
  private static final long VERSION = 1;
  private static final int HASH_BYTES = 32;

  /// Throws [FormatException] for anything that [#write] does not write.
  static Manifest read(byte[] json) {
    var object =
        StrictJson.parse(json, 2)
            .requireExactly(Set.of("version", "createdAt", "origin", "schema", "storeHash"));
    if (object.integer("version") != VERSION) {
      throw new FormatException("version: want " + VERSION);
    }
    return new Manifest(
        Instant.ofEpochSecond(object.integer("createdAt")),
        object.string("origin"),
        Math.toIntExact(object.integer("schema")),
        Bytes.of(Base64Url.decode(object.string("storeHash"), HASH_BYTES)));
  }

  byte[] write() {
    var object = new LinkedHashMap<String, Object>();
    object.put("version", VERSION);
    object.put("createdAt", createdAt.getEpochSecond());
    object.put("origin", origin);
    object.put("schema", schema);
    object.put("storeHash", storeHash.toString());
    return StrictJson.write(object);
  }
}
