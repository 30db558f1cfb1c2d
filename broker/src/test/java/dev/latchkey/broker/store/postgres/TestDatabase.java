package dev.latchkey.broker.store.postgres;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.KeyFile;
import dev.latchkey.broker.config.PostgresAddress;
import dev.latchkey.broker.config.Settings;
import dev.latchkey.broker.config.StoreChoice;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/// Opens stores as a broker does, all with one key.
public final class TestDatabase {
  private static final VerifyingKey KEY =
      SigningKey.fromSeed(new byte[SigningKey.SEED_SIZE]).verifyingKey();

  private TestDatabase() {}

  public static PostgresDatabase open(String url) {
    return open(url, KEY);
  }

  /// The store of brokers with the keys in this folder.
  public static PostgresDatabase open(String url, Path keys) {
    var file = KeyFile.at(keys.resolve("keys.json"));
    return PostgresDatabase.open(address(url), file.open(new SecureRandom()).ledgerVerifyingKeys());
  }

  static PostgresDatabase open(String url, VerifyingKey key) {
    return PostgresDatabase.open(address(url), List.of(key));
  }

  static PostgresAddress address(String url) {
    var config = Config.of(Settings.read(Map.of("LATCHKEY_STORE", url)));
    return ((StoreChoice.Postgres) config.store()).address();
  }
}
