package dev.latchkey.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.limit.Caller;
import dev.latchkey.broker.session.Effects;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.broker.store.sql.SqlChannels;
import dev.latchkey.broker.store.sql.SqlLedgers;
import dev.latchkey.broker.store.sql.SqlLog;
import dev.latchkey.broker.store.sql.SqlSessions;
import dev.latchkey.broker.store.sqlite.SqliteDatabase;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.StatementEntry;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the ledger adds to the CPU of a join, measured in one run: joins on SQLite without entries,
/// with them, and with a receipt for each, in turns. What HTTP costs is in none of them, so the
/// ratios are the largest there are.
@Tag("scheduled")
class JoinCostTest {
  private static final int JOINS = 40;
  private static final int WARM_UP = 10;
  private static final int ROUNDS = Integer.getInteger("latchkey.rounds", 40);
  private static final Caller CALLER = new Caller(InetAddress.getLoopbackAddress());
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private enum Arm {
    WITHOUT,
    ENTRIES,
    RECEIPTS
  }

  @TempDir private Path first;
  @TempDir private Path second;

  @Test
  void anEntryAddsLessThanATenthToAJoin() {
    var costs = new EnumMap<Arm, Double>(Arm.class);
    try (var database = SqliteDatabase.open(first);
        var without = without(database);
        var with = TestBroker.onSqlite(second)) {
      var guestsWithout = guests(without);
      var guestsWith = guests(with);
      for (int round = 0; round < WARM_UP + ROUNDS; round++) {
        for (var arm : Arm.values()) {
          double cost =
              arm == Arm.WITHOUT
                  ? cost(without, guestsWithout, false)
                  : cost(with, guestsWith, arm == Arm.RECEIPTS);
          if (round >= WARM_UP) {
            costs.merge(arm, cost, Double::sum);
          }
        }
      }
    }
    report(costs);
    assertThat(costs.get(Arm.ENTRIES)).isLessThan(costs.get(Arm.WITHOUT) * 1.1);
  }

  private static void report(Map<Arm, Double> costs) {
    costs.forEach(
        (arm, cost) ->
            System.out.printf(
                Locale.ROOT,
                "%-9s %7.1f µs of CPU for a join (%d joins)   %.3f%n",
                arm.name().toLowerCase(Locale.ROOT),
                cost / ROUNDS / JOINS / 1_000,
                ROUNDS * JOINS,
                cost / costs.get(Arm.WITHOUT)));
  }

  private static List<GuestDevice> guests(TestBroker broker) {
    return Stream.generate(broker::guest).limit(JOINS).toList();
  }

  /// ns of CPU of this process for some joins, of which everything was signed before.
  private static double cost(TestBroker broker, List<GuestDevice> guests, boolean receipts) {
    broker.clock().advance(Duration.ofMinutes(5));
    var host = broker.host();
    var invite = host.invite(Role.EDITOR, JOINS, Duration.ofDays(1));
    var token = guests.getFirst().token(invite);
    var hash = StatementEntry.parse(invite.statement()).hash();
    var statements =
        guests.stream().map(it -> it.brief(invite, hash, invite.signingKey())).toList();
    var services = broker.services();
    long before = SYSTEM.getProcessCpuTime();
    for (var statement : statements) {
      var joined = services.joins().join(CALLER, token, statement);
      if (receipts) {
        var _ = services.ledger().receipt(joined.session(), joined.entry());
      }
    }
    return SYSTEM.getProcessCpuTime() - before;
  }

  /// A broker whose store is given no entries with a join.
  private static TestBroker without(SqliteDatabase database) {
    return TestBroker.on(
        stripped(new SqlSessions(database)),
        new SqlChannels(database),
        new SqlLedgers(database),
        new SqlLog(database),
        database::writable);
  }

  private static SessionStore stripped(SessionStore store) {
    return (SessionStore)
        Proxy.newProxyInstance(
            SessionStore.class.getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (_, method, arguments) -> {
              if (method.getName().equals("append")) {
                arguments[3] = ((Effects) arguments[3]).withEntries(NewEntries.NONE);
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
