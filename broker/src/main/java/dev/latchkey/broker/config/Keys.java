package dev.latchkey.broker.config;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.JsonObject;
import dev.latchkey.crypto.SecretBytes;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.token.BrokerKey;
import dev.latchkey.crypto.token.KeyRing;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

/// The broker's own secrets. They open nothing of any session. No key has two uses.
///
/// @param tokenKeys the first one signs tokens; those after it are only trusted, until their last
///     token has expired
/// @param ledgerKey signs checkpoints; sessions pin it
/// @param dataKey under which the broker recognises what it gave out itself
public record Keys(List<SigningKey> tokenKeys, SigningKey ledgerKey, SecretBytes dataKey) {
  private static final long VERSION = 1;
  private static final int DATA_KEY_BYTES = 32;

  public Keys {
    tokenKeys = List.copyOf(tokenKeys);
    if (tokenKeys.isEmpty()) {
      throw new FormatException("tokenKeys: want at least one");
    }
    var signing = Stream.concat(tokenKeys.stream(), Stream.of(ledgerKey));
    if (signing.map(SigningKey::verifyingKey).distinct().count() != tokenKeys.size() + 1) {
      throw new FormatException("keys: want each for one use");
    }
  }

  public static Keys generate(SecureRandom random) {
    return new Keys(
        List.of(SigningKey.generate(random)),
        SigningKey.generate(random),
        SecretBytes.random(DATA_KEY_BYTES, random));
  }

  /// A MAC key for this use alone, the same on every broker that has these keys.
  public SecretKeySpec macKey(String use) {
    byte[] exposed = dataKey.expose();
    byte[] derived = Hashes.hkdf(exposed, new byte[0], Hashes.label(use), exposed.length);
    try {
      return new SecretKeySpec(derived, "HmacSHA256");
    } finally {
      Arrays.fill(exposed, (byte) 0);
      Arrays.fill(derived, (byte) 0);
    }
  }

  public KeyRing ring() {
    return KeyRing.of(
        BrokerKey.of(tokenKeys.getFirst()),
        tokenKeys.stream().skip(1).map(key -> BrokerKey.Public.of(key.verifyingKey())).toList());
  }

  public VerifyingKey ledgerVerifyingKey() {
    return ledgerKey.verifyingKey();
  }

  /// Those whose signatures others have to check: token keys, then the ledger key.
  public List<BrokerKey.Public> published() {
    var published = new ArrayList<BrokerKey.Public>();
    tokenKeys.forEach(key -> published.add(BrokerKey.Public.of(key.verifyingKey())));
    published.add(BrokerKey.Public.of(ledgerKey.verifyingKey()));
    return List.copyOf(published);
  }

  /// Throws [FormatException] for anything that [#write] cannot have made.
  static Keys read(byte[] json) {
    var object =
        StrictJson.parse(json, 2)
            .requireExactly(Set.of("version", "tokenKeys", "ledgerKey", "dataKey"));
    if (object.integer("version") != VERSION) {
      throw new FormatException("version: want " + VERSION);
    }
    return new Keys(
        object.strings("tokenKeys").stream().map(Keys::signingKey).toList(),
        signingKey(object.string("ledgerKey")),
        dataKey(object));
  }

  byte[] write() {
    var object = new LinkedHashMap<String, Object>();
    object.put("version", VERSION);
    object.put("tokenKeys", tokenKeys.stream().map(key -> text(key.seed())).toList());
    object.put("ledgerKey", text(ledgerKey.seed()));
    object.put("dataKey", text(dataKey));
    return StrictJson.write(object);
  }

  private static SigningKey signingKey(String text) {
    return SigningKey.fromSeed(decode(text, SigningKey.SEED_SIZE));
  }

  private static SecretBytes dataKey(JsonObject object) {
    return SecretBytes.of(decode(object.string("dataKey"), DATA_KEY_BYTES));
  }

  private static byte[] decode(String text, int size) {
    byte[] bytes = Base64Url.decode(text, size);
    if (bytes.length != size) {
      throw new FormatException("keys: want " + size + " bytes each");
    }
    return bytes;
  }

  private static String text(SecretBytes secret) {
    byte[] exposed = secret.expose();
    try {
      return Base64Url.encode(exposed);
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }
}
