package dev.latchkey.broker.http;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.crypto.roster.Role;
import java.nio.file.Path;
import java.time.Duration;

/// A broker whose hosts and guests join, freeze and look at checkpoints without end, and print what
/// was acknowledged. Made to be killed. Argument: the data folder.
///
/// Each line is a session and a statement of it whose entry must be there, or a session and a
/// signed checkpoint.
final class CrashingLedger {
  private static final int SESSIONS = 3;
  private static final int JOINS = 40;

  private CrashingLedger() {}

  public static void main(String[] arguments) {
    Thread.setDefaultUncaughtExceptionHandler((_, e) -> fail(e));
    var broker = TestBroker.onSqlite(Path.of(arguments[0]));
    for (int i = 0; i < SESSIONS; i++) {
      Thread.ofPlatform().start(() -> actWithoutEnd(broker));
    }
  }

  /// Nobody must wait for lines that do not come.
  private static void fail(Throwable failure) {
    failure.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  private static void actWithoutEnd(TestBroker broker) {
    while (true) {
      broker.clock().advance(Duration.ofSeconds(10));
      act(broker, broker.host());
    }
  }

  private static void act(TestBroker broker, HostDevice host) {
    var invite = host.invite(Role.EDITOR, JOINS, Duration.ofDays(1));
    for (int i = 0; i < JOINS; i++) {
      var joined = broker.guest().join(invite).require(201);
      acknowledge(host, joined.json().get("size").asInt() - 1);
      show(host, joined.json().get("receipt").get("proof").asText().split("\n\n", 2)[1]);
      acknowledge(host, host.freeze(i % 2 == 0).json().get("size").asInt() - 1);
      show(host, checkpoint(host).get("checkpoint"));
    }
  }

  private static Answer checkpoint(HostDevice host) {
    return host.get(host.path("/ledger/checkpoint")).require(200);
  }

  private static void acknowledge(HostDevice host, int position) {
    print(host, "statement " + position);
  }

  private static void show(HostDevice host, String note) {
    print(host, "checkpoint " + note.replace('\n', '|'));
  }

  private static synchronized void print(HostDevice host, String what) {
    System.out.println(host.session().value() + " " + what);
    System.out.flush();
  }
}
