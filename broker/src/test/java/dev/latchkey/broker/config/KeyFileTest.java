package dev.latchkey.broker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.token.BrokerKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @TempDir Path folder;

  @Test
  void theKeysAreMadeOnceForTheOwnerAloneAndStayTheSame() throws Exception {
    var directory = folder.resolve("data");
    DataFolder.hold(directory).close();
    Files.delete(directory.resolve("broker.lock"));

    var first = open(directory);
    var second = open(directory);

    assertThat(second.write()).isEqualTo(first.write());
    assertThat(permissions(directory.resolve("keys.json"))).isEqualTo("rw-------");
    assertThat(permissions(directory)).isEqualTo("rwx------");
    assertThat(directory.toFile().list()).containsExactly("keys.json");
  }

  @Test
  void twoBrokersHaveNoKeyInCommon() throws Exception {
    var one = open(Files.createDirectory(folder.resolve("one")));
    var other = open(Files.createDirectory(folder.resolve("other")));

    assertThat(other.published(NOW)).doesNotContainAnyElementsOf(one.published(NOW));
    assertThat(other.data(NOW)).doesNotContainAnyElementsOf(one.data(NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw-----w-", "rw----r--", "rwx------"})
  void aKeyFileThatOthersCanOpenIsRefused(String permissions) throws Exception {
    open(folder);
    Files.setPosixFilePermissions(
        folder.resolve("keys.json"), PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("chmod 600");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "x", "{\"version\":2}"})
  void aDamagedKeyFileIsNeverReplaced(String content) throws Exception {
    open(folder);
    var file = folder.resolve("keys.json");
    Files.writeString(file, content);

    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("backup");
    assertThat(Files.readString(file)).isEqualTo(content);
  }

  @Test
  void aFileOfTheFirstVersionIsReadAndReplacedByOneOfThis() throws Exception {
    var file = folder.resolve("keys.json");
    var text =
        "{\"version\":1,\"tokenKeys\":[\"%s\",\"%s\"],\"ledgerKey\":\"%s\",\"dataKey\":\"%s\"}";
    Files.writeString(file, text.formatted(seed(1), seed(2), seed(3), seed(4)));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    var keys = open(folder);

    assertThat(keys.ring(NOW).kid()).isEqualTo(kid(1));
    assertThat(keys.ring(NOW).find(kid(2))).isPresent();
    assertThat(keys.ledger(NOW).newest().verifyingKey()).isEqualTo(key(3).verifyingKey());
    KeyFile.at(file).replace(keys, keys.rotated(Keys.Use.DATA, NOW, RANDOM));
    assertThat(Files.readString(file)).startsWith("{\"version\":2,").doesNotContain("dataKey\"");
    assertThat(open(folder).ring(NOW).jwks()).isEqualTo(keys.ring(NOW).jwks());
  }

  @Test
  void aFileThatWasChangedMeanwhileIsNotOverwritten() throws Exception {
    var first = open(folder);
    var file = KeyFile.at(folder.resolve("keys.json"));
    file.replace(first, first.rotated(Keys.Use.TOKEN, NOW, RANDOM));
    var content = Files.readString(file.path());

    assertThatThrownBy(() -> file.replace(first, first.rotated(Keys.Use.DATA, NOW, RANDOM)))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("meanwhile");

    assertThat(Files.readString(file.path())).isEqualTo(content);
    assertThat(permissions(file.path())).isEqualTo("rw-------");
    assertThat(folder.toFile().list()).containsExactly("keys.json");
  }

  @Test
  void aKeyFileCanLieElsewhereThanTheStore() {
    var file = folder.resolve("elsewhere.json");

    var made = KeyFile.at(file).open(RANDOM);

    assertThat(KeyFile.at(file).open(RANDOM).write()).isEqualTo(made.write());
  }

  private static SigningKey key(int number) {
    var seed = new byte[SigningKey.SEED_SIZE];
    seed[0] = (byte) number;
    return SigningKey.fromSeed(seed);
  }

  private static String seed(int number) {
    return Base64Url.encode(key(number).seed().expose());
  }

  private static String kid(int number) {
    return BrokerKey.Public.of(key(number).verifyingKey()).kid();
  }

  private static Keys open(Path directory) {
    return KeyFile.at(directory.resolve("keys.json")).open(RANDOM);
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
