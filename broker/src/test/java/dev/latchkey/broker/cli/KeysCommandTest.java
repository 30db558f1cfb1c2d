package dev.latchkey.broker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
  @TempDir Path folder;

  @BeforeEach
  void aBrokerThatWasHere() {
    TestBroker.onSqlite(folder).close();
  }

  private Invocation run(String... arguments) {
    var all = new String[arguments.length + 1];
    all[0] = "keys";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Invocation.of(Map.of("LATCHKEY_DATA_DIR", folder.toString()), all);
  }

  /// How many keys of each use are in each state.
  private Map<String, Integer> states() {
    var states = new HashMap<String, Integer>();
    for (var key : run("list", "--json").require(0).jsonLines()) {
      states.merge(
          key.get("use").textValue() + " " + key.get("state").textValue(), 1, Integer::sum);
    }
    return states;
  }

  @Test
  void everyKeyIsListedWithoutItsSecret() throws Exception {
    var secrets = Files.readString(folder.resolve("keys.json"));

    var listed = run("list").require(0).out();

    assertThat(states()).isEqualTo(Map.of("token in use", 1, "ledger in use", 1, "data in use", 1));
    for (var word : listed.split("\\s+")) {
      assertThat(word.length() >= 20 && secrets.contains(word)).as(word).isFalse();
    }
  }

  @Test
  void aNewKeyIsTheNextOneAndTheOldOneStillCounts() {
    run("rotate", "token").require(0);
    run("rotate", "ledger").require(0);
    run("rotate", "data").require(0);

    assertThat(states())
        .isEqualTo(
            Map.of(
                "token in use",
                1,
                "token next",
                1,
                "ledger in use",
                1,
                "ledger next",
                1,
                "data in use",
                1,
                "data next",
                1));
  }

  @Test
  void ofStolenKeysOnlyTheLedgersAreKept() {
    run("rotate", "token", "--stolen").require(0);
    run("rotate", "ledger", "--stolen").require(0);
    run("rotate", "data", "--stolen").require(0);

    assertThat(states())
        .isEqualTo(
            Map.of("token in use", 1, "ledger in use", 1, "ledger kept", 1, "data in use", 1));
  }

  @Test
  void keysAreRotatedBesideARunningBroker() {
    try (var broker = TestBroker.onSqlite(folder)) {
      var before = broker.wire().send("GET", "/.well-known/jwks.json").text();
      var answer = run("rotate", "token", "--stolen", "--json").require(0).json();
      broker.lookAtKeys();

      var after = broker.wire().send("GET", "/.well-known/jwks.json").text();
      assertThat(before).doesNotContain(answer.get("key").textValue());
      assertThat(after).contains(answer.get("key").textValue());
    }
  }

  @Test
  void whatCannotBeDoneIsOneSentenceAndChangesNothing() throws Exception {
    var file = folder.resolve("keys.json");
    var before = Files.readString(file);

    run("rotate", "everything").requireRefused(2, "want token, ledger or data");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    run("rotate", "token").requireRefused(3, "chmod 600");
    Invocation.of(Map.of("LATCHKEY_STORE", "memory:"), "keys", "list")
        .requireRefused(1, "in the memory of the broker");

    assertThat(Files.readString(file)).isEqualTo(before);
  }
}
