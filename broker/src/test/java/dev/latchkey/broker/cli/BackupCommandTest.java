package dev.latchkey.broker.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestClock;
import dev.latchkey.crypto.roster.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The drill of docs/operations.md, "Backup and restore".
class BackupCommandTest {
  private static final String PASSPHRASE = "correct horse battery";

  @TempDir Path folder;
  private Path data;
  private Path backup;
  private Path passphrase;
  private TestClock clock = new TestClock();

  @BeforeEach
  void places() throws Exception {
    data = folder.resolve("data");
    backup = folder.resolve("backup");
    passphrase = Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
  }

  private Invocation run(Path dataDir, String... arguments) {
    var settings =
        Map.of(
            "LATCHKEY_DATA_DIR",
            dataDir.toString(),
            "LATCHKEY_PUBLIC_URL",
            "https://broker.example");
    var all = Stream.of("backup", arguments[0], "--passphrase-file", passphrase.toString());
    var rest = Stream.of(arguments).skip(1);
    return Invocation.of(settings, clock, Stream.concat(all, rest).toArray(String[]::new));
  }

  private Invocation create() {
    return run(data, "create", backup.toString());
  }

  private Invocation verify() {
    return run(data, "verify", backup.toString());
  }

  private Invocation restore(Path target, String... more) {
    var arguments = Stream.concat(Stream.of("restore", backup.toString()), Stream.of(more));
    return run(target, arguments.toArray(String[]::new));
  }

  private static String frames(HostDevice host) {
    return host.get(host.path("/channels/3")).require(200).text();
  }

  @Test
  void aBrokerGoesOnFromACopyThatWasMadeWhileItRan() {
    var restored = folder.resolve("restored");
    HostDevice host;
    String before;
    try (var broker = TestBroker.onSqlite(data)) {
      clock = broker.clock();
      host = broker.host();
      host.append(3, "before").require(201);
      before = frames(host);
      create().require(0);
      host.append(3, "after").require(201);
    }

    var checked = Invocation.of(Map.of(), clock, verifying()).require(0).json();
    assertThat(checked.get("sessions").intValue()).isEqualTo(1);
    assertThat(checked.get("entries").intValue()).isPositive();
    restore(restored, "--accept-rollback").require(0);

    try (var broker = TestBroker.onSqlite(restored)) {
      host.at(broker);
      assertThat(frames(host)).isEqualTo(before);
      host.append(3, "on").require(201);
      broker.guest().join(host.invite(Role.EDITOR)).require(201);
    }
  }

  private String[] verifying() {
    return new String[] {
      "backup", "verify", "--passphrase-file", passphrase.toString(), backup.toString(), "--json"
    };
  }

  @Test
  void theCopyIsForItsOwnerAndHasNoKeyInTheClear() throws Exception {
    TestBroker.onSqlite(data).close();
    create().require(0);

    var keys = Files.readString(data.resolve("keys.json"));
    var seed = keys.replaceFirst("(?s).*?\"key\":\"([^\"]+)\".*", "$1");
    assertThat(seed).hasSize(43);
    try (var files = Files.list(backup)) {
      for (var file : files.toList()) {
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(new String(Files.readAllBytes(file), ISO_8859_1)).doesNotContain(seed);
      }
    }
  }

  @Test
  void whatIsLostHasToBeAccepted() {
    TestBroker.onSqlite(data).close();
    create().require(0);
    var restored = folder.resolve("restored");

    restore(restored).requireRefused(1, "is lost", "fork alarm", "--accept-rollback");

    assertThat(restored).doesNotExist();
  }

  @Test
  void nothingIsPutIntoAFolderThatIsNotEmpty() {
    TestBroker.onSqlite(data).close();
    create().require(0);

    restore(data, "--accept-rollback").requireRefused(1, "is not empty");
    create().requireRefused(1, "is not empty");
  }

  @Test
  void anotherPassphraseOpensNothing() throws Exception {
    TestBroker.onSqlite(data).close();
    create().require(0);
    Files.writeString(passphrase, "correct horse batterY");

    verify().requireRefused(1, "another passphrase");
    restore(folder.resolve("restored"), "--accept-rollback").requireRefused(1, "passphrase");

    Files.writeString(passphrase, "short");
    run(data, "create", folder.resolve("other").toString()).requireRefused(2, "12 characters");
    assertThat(folder.resolve("other")).doesNotExist();
  }

  @Test
  void aCopyThatWasChangedIsRefused() throws Exception {
    TestBroker.onSqlite(data).close();
    create().require(0);
    Files.write(backup.resolve("latchkey.db"), new byte[] {0}, StandardOpenOption.APPEND);

    verify().requireRefused(1, "not the one that was copied");
  }

  @Test
  void keysOfAnotherBrokerDoNotFitTheSessions() throws Exception {
    var other = folder.resolve("other");
    var foreign = folder.resolve("foreign");
    TestBroker.onSqlite(other).close();
    run(other, "create", foreign.toString()).require(0);
    try (var broker = TestBroker.onSqlite(data)) {
      clock = broker.clock();
      var _ = broker.host();
    }
    create().require(0);
    Files.delete(backup.resolve("keys.sealed"));
    Files.copy(foreign.resolve("keys.sealed"), backup.resolve("keys.sealed"));

    verify().requireRefused(1, "ledger");
  }

  @Test
  void aStoreOfANewerBrokerIsRefused() throws Exception {
    TestBroker.onSqlite(data).close();
    setSchema(data.resolve("latchkey.db"), 1_000);
    create().require(0);

    verify().requireRefused(1, "schema 1000");
    restore(folder.resolve("restored"), "--accept-rollback").requireRefused(1, "schema 1000");
  }

  private static void setSchema(Path file, int version) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE schema_version SET version = " + version);
    }
  }
}
