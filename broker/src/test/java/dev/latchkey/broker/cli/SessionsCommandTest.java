package dev.latchkey.broker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestClock;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.SessionId;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsCommandTest {
  @TempDir Path folder;
  private TestClock clock;
  private SessionId first;
  private SessionId second;

  @BeforeEach
  void twoSessions() {
    try (var broker = TestBroker.onSqlite(folder)) {
      clock = broker.clock();
      var host = broker.host();
      broker.guest().join(host.invite(Role.EDITOR)).require(201);
      first = host.session();
      second = broker.host().session();
    }
  }

  @Test
  void everySessionIsListedByIdWithItsSizesAndTimes() {
    var sessions = run("list", "--json").require(0).jsonLines();

    assertThat(sessions.stream().map(it -> it.get("session").textValue()))
        .containsExactlyInAnyOrder(first.value(), second.value())
        .isSorted();
    assertThat(sessions).allMatch(it -> it.get("statements").intValue() >= 2);
    assertThat(sessions).allMatch(it -> it.get("storedBytes").intValue() > 0);
    assertThat(sessions)
        .allMatch(it -> it.get("createdAt").textValue().equals(Output.time(clock.instant())));
    assertThat(run("list").out()).contains("SESSION", first.value(), second.value());
  }

  @Test
  void oneSessionIsShownByCountsOfMembersAndInvites() {
    var session = run("show", first.value(), "--json").require(0).json();

    assertThat(session.get("members").get("host").intValue()).isEqualTo(1);
    assertThat(session.get("members").get("editor").intValue()).isEqualTo(1);
    assertThat(session.get("invites").intValue()).isEqualTo(1);
    assertThat(session.get("ended").booleanValue()).isFalse();
    assertThat(session.get("ledgerEntries").intValue()).isPositive();
    assertThat(run("show", first.value()).out()).contains("expiresAt", "members");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "--", "-h", "-o", "--json"})
  void anIdIsAnIdWhateverOptionItBeginsLike(String begin) {
    var other = begin + "A".repeat(first.value().length() - begin.length());

    run("show", other).requireRefused(1, "there is no session");
    run("show", other, "--json").requireRefused(1, "there is no session");
  }

  @Test
  void aSessionThatThereIsNotIsOneSentence() {
    var other = "A".repeat(first.value().length());

    run("show", other).requireRefused(1, "there is no session");
    run("show", "nonsense").requireRefused(2, "want the ID of a session");
  }

  @Test
  void aBrokerThatRunsHasTheStoreToItself() {
    try (var _ = TestBroker.onSqlite(folder)) {
      run("list").requireRefused(1, "the broker is running on " + folder, "stop the broker first");
    }
    run("list").require(0);
  }

  @Test
  void whereNoStoreIsNoneIsMade(@TempDir Path empty) {
    var environment = Map.of("LATCHKEY_DATA_DIR", empty.toString());

    Invocation.of(environment, "sessions", "list").requireRefused(1, "there is no store in");

    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void aStoreInMemoryIsReachedByNoCommand() {
    Invocation.of(Map.of("LATCHKEY_STORE", "memory:"), "sessions", "list")
        .requireRefused(1, "in the memory of the broker");
  }

  private Invocation run(String command, String... arguments) {
    var all = new String[arguments.length + 2];
    all[0] = "sessions";
    all[1] = command;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Invocation.of(Map.of("LATCHKEY_DATA_DIR", folder.toString()), clock, all);
  }
}
