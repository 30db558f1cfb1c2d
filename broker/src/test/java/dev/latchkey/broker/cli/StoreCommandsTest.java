package dev.latchkey.broker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestClock;
import dev.latchkey.crypto.roster.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that work on the store of a broker that has stopped.
class StoreCommandsTest {
  @TempDir Path folder;
  private TestClock clock;

  @Test
  void invitesAreListedWithTheirStateAndNothingThatIsSealed() {
    HostDevice host;
    try (var broker = start()) {
      host = broker.host();
      var used = host.invite(Role.EDITOR);
      broker.guest().join(used).require(201);
      host.revoke(host.invite(Role.VIEWER).id()).require(201);
      host.invite(Role.EDITOR, 3, Duration.ofHours(1));
    }
    clock.advance(Duration.ofHours(1));

    var invites = run("invites", "list", host.session().value(), "--json").require(0).jsonLines();

    assertThat(invites.stream().map(it -> it.get("state").textValue()))
        .containsExactly("used", "revoked", "expired");
    assertThat(invites.getFirst().get("used").intValue()).isEqualTo(1);
    assertThat(invites.getLast().get("uses").intValue()).isEqualTo(3);
    assertThat(invites.getLast().get("role").textValue()).isEqualTo("editor");
    assertThat(invites.getFirst().properties().stream().map(Map.Entry::getKey))
        .containsExactly(
            "invite", "role", "state", "used", "uses", "opened", "refused", "expiresAt");
  }

  @Test
  void anExportedLedgerIsAcceptedByTheVerifier() throws Exception {
    HostDevice host;
    try (var broker = start()) {
      host = broker.host();
      broker.guest().join(host.invite(Role.EDITOR)).require(201);
    }
    var file = folder.resolve("ledger.jsonl");

    var exported =
        run("ledger", "export", host.session().value(), "-o", file.toString(), "--json")
            .require(0)
            .json();

    assertThat(exported.get("file").textValue()).isEqualTo(file.toString());
    assertThat(run("ledger", "verify", file.toString()).require(0).out()).startsWith("verified");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    run("ledger", "export", host.session().value(), "-o", file.toString())
        .requireRefused(1, "is there already");
  }

  @Test
  void theLedgerOfNoSessionIsOneSentence() {
    start().close();

    run("ledger", "export", "A".repeat(27)).requireRefused(1, "no such session");
  }

  @Test
  void whatHasExpiredIsPurgedAndADryRunPurgesNothing() {
    String old;
    String young;
    try (var broker = start()) {
      old = broker.host().session().value();
      clock.advance(Duration.ofDays(20));
      young = broker.host().session().value();
    }
    clock.advance(Duration.ofDays(10));

    var dry = run("purge", "--dry-run", "--json").require(0).json();
    assertThat(dry.get("sessions").intValue()).isEqualTo(1);
    assertThat(dry.get("storedBytes").longValue()).isPositive();
    assertThat(run("sessions", "list").out()).contains(old, young);

    assertThat(run("purge").require(0).out()).startsWith("removed 1 sessions");
    assertThat(run("sessions", "list").out()).contains(young).doesNotContain(old);
  }

  @Test
  void sessionsWithoutActivityForLongArePurgedWhenAsked() {
    String old;
    String young;
    try (var broker = start()) {
      old = broker.host().session().value();
      clock.advance(Duration.ofDays(10));
      young = broker.host().session().value();
    }

    run("purge", "--older-than", "10d").require(0);

    assertThat(run("sessions", "list").out()).contains(young).doesNotContain(old);
    run("purge", "--older-than", "soon").requireRefused(2, "want a time such as 12h or 30d");
  }

  @Test
  void migratingMakesAStoreOnceAndADryRunMakesNone() {
    assertThat(run("migrate", "--dry-run").require(0).out()).contains("would be made");
    assertThat(folder).isEmptyDirectory();

    assertThat(run("migrate").require(0).out()).contains("was made");

    var again = run("migrate", "--json").require(0).json();
    assertThat(again.get("found")).isEqualTo(again.get("known"));
    assertThat(run("migrate").out()).contains("nothing to do");
  }

  @Test
  void aBrokerThatRunsIsHealthyAndOneThatDoesNotIsNot() {
    clock = new TestClock();
    Map<String, String> environment;
    try (var broker = TestBroker.inMemory()) {
      environment = Map.of("LATCHKEY_MANAGEMENT_LISTEN", broker.management().getAuthority());
      assertThat(Invocation.of(environment, "healthcheck").require(0).out()).startsWith("up");
      var ready = Invocation.of(environment, "healthcheck", "--ready", "--json").require(0).json();
      assertThat(ready.get("ok").booleanValue()).isTrue();
      broker.http().drain();
      assertThat(Invocation.of(environment, "healthcheck", "--ready").require(1).out())
          .startsWith("down");
    }
    Invocation.of(environment, "healthcheck").requireRefused(1, "no broker answers");
  }

  private TestBroker start() {
    var broker = TestBroker.onSqlite(folder);
    clock = broker.clock();
    return broker;
  }

  private Invocation run(String... arguments) {
    var environment =
        Map.of(
            "LATCHKEY_DATA_DIR",
            folder.toString(),
            "LATCHKEY_PUBLIC_URL",
            "https://broker.example");
    return Invocation.of(environment, clock == null ? new TestClock() : clock, arguments);
  }
}
