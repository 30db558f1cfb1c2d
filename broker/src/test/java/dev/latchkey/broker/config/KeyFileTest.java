package dev.latchkey.broker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.sign.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;

  @Test
  void theKeysAreMadeOnceForTheOwnerAloneAndStayTheSame() throws Exception {
    var directory = folder.resolve("data");

    var first = open(directory);
    var second = open(directory);

    assertThat(second.ring().jwks()).isEqualTo(first.ring().jwks());
    assertThat(second.ledgerVerifyingKey()).isEqualTo(first.ledgerVerifyingKey());
    assertThat(second.dataKey()).isEqualTo(first.dataKey());
    assertThat(permissions(directory.resolve("keys.json"))).isEqualTo("rw-------");
    assertThat(permissions(directory)).isEqualTo("rwx------");
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("keys.json", "broker.lock");
  }

  @Test
  void twoBrokersHaveNoKeyInCommon() {
    var one = open(folder.resolve("one"));
    var other = open(folder.resolve("other"));

    assertThat(other.published()).doesNotContainAnyElementsOf(one.published());
    assertThat(other.dataKey()).isNotEqualTo(one.dataKey());
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
  void theFirstTokenKeySignsAndTheOthersAreStillTrusted() {
    var old = SigningKey.generate(RANDOM);
    var young = SigningKey.generate(RANDOM);
    var base = Keys.generate(RANDOM);

    var rotated =
        Keys.read(new Keys(List.of(young, old), base.ledgerKey(), base.dataKey()).write());

    var ring = rotated.ring();
    assertThat(ring.find(ring.kid())).contains(young.verifyingKey());
    assertThat(rotated.published().stream().map(key -> key.key()))
        .containsExactly(young.verifyingKey(), old.verifyingKey(), rotated.ledgerVerifyingKey());
  }

  @Test
  void noKeyHasTwoUses() {
    var base = Keys.generate(RANDOM);
    var token = base.tokenKeys().getFirst();

    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> new Keys(List.of(token), token, base.dataKey()));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> new Keys(List.of(token, token), base.ledgerKey(), base.dataKey()));
  }

  @Test
  void aRingOfKeysPrintsNone() {
    var keys = Keys.generate(RANDOM);
    var seed = Base64Url.encode(keys.tokenKeys().getFirst().seed().expose());

    assertThat(keys.toString()).doesNotContain(seed).contains("REDACTED");
  }

  private static Keys open(Path directory) {
    try (var held = DataFolder.hold(directory)) {
      return KeyFile.open(held, RANDOM);
    }
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
