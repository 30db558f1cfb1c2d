package dev.latchkey.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.BrokerException.InviteRefused;
import dev.latchkey.broker.limit.Caller;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.StatementEntry;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An invite for one admits one, however many try at the same moment. The number of rounds is
/// `-Dlatchkey.races`.
class SingleUseTest {
  private static final int RACERS = 50;
  private static final int RACES = Integer.getInteger("latchkey.races", 200);
  private static final Caller CALLER = new Caller(InetAddress.getLoopbackAddress());

  @TempDir Path dataDir;

  @Test
  void ofFiftyAtOnceOneGetsInInMemory() throws Exception {
    try (var broker = TestBroker.inMemory()) {
      race(broker, RACES - RACES / 4);
    }
  }

  @Test
  void ofFiftyAtOnceOneGetsInOnSqlite() throws Exception {
    try (var broker = TestBroker.onSqlite(dataDir)) {
      race(broker, RACES / 4);
    }
  }

  @Test
  void ofFiftyAtOnceOneGetsInOverHttp() throws Exception {
    try (var broker = TestBroker.onSqlite(dataDir)) {
      var host = broker.host();
      var invite = host.invite(Role.EDITOR);
      var guests = Stream.generate(broker::guest).limit(RACERS).toList();
      var token = guests.getFirst().token(invite);
      var statements = guests.stream().map(guest -> guest.statement(invite)).toList();

      var answers = atOnce(i -> guests.get(i).join(invite, token, statements.get(i)));

      assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
      assertThat(answers.stream().map(Answer::code).filter("invite_used"::equals))
          .hasSize(RACERS - 1);
      assertThat(host.follow().members()).hasSize(2);
      assertThat(host.listed(invite).get("used").asInt()).isEqualTo(1);
    }
  }

  @Test
  void fortyInOneRoomJoinWithinFiveSeconds() throws Exception {
    try (var broker = TestBroker.onSqlite(dataDir)) {
      var host = broker.host();
      var invite = host.invite(Role.EDITOR, 40, Duration.ofDays(1));
      var guests = Stream.generate(broker::guest).limit(RACERS).toList();
      var token = guests.getFirst().token(invite);
      var statements = guests.stream().map(guest -> guest.statement(invite)).toList();

      var answers = atOnce(i -> guests.get(i).join(invite, token, statements.get(i)));

      assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(40);
      assertThat(answers.stream().filter(answer -> answer.code().equals("invite_used")))
          .hasSize(10);
      assertThat(host.follow().members()).hasSize(41);
    }
  }

  private static void race(TestBroker broker, int rounds) throws Exception {
    var guests = Stream.generate(broker::guest).limit(RACERS).toList();
    for (int round = 0; round < rounds; round++) {
      broker.clock().advance(Duration.ofMinutes(1));
      var host = broker.host();
      var invite = host.invite(Role.EDITOR);
      var token = guests.getFirst().token(invite);
      var hash = StatementEntry.parse(invite.statement()).hash();
      var key = invite.signingKey();
      var statements = guests.stream().map(guest -> guest.brief(invite, hash, key)).toList();

      var joined = atOnce(i -> joins(broker, token, statements.get(i)));

      assertThat(joined.stream().filter(in -> in)).hasSize(1);
      assertThat(host.follow().members()).hasSize(2);
      assertThat(host.roster().invite(invite.id()).orElseThrow().used()).isEqualTo(1);
    }
  }

  private static boolean joins(TestBroker broker, String token, String statement) {
    try {
      var _ = broker.services().joins().join(CALLER, token, statement);
      return true;
    } catch (InviteRefused refused) {
      assertThat(refused.reason()).isEqualTo(InviteRefused.Reason.USED);
      return false;
    }
  }

  private interface Racer<T> {
    T run(int number) throws Exception;
  }

  private static <T> List<T> atOnce(Racer<T> racer) throws Exception {
    var start = new CyclicBarrier(RACERS);
    var runs = new ArrayList<Callable<T>>();
    for (int i = 0; i < RACERS; i++) {
      int number = i;
      runs.add(
          () -> {
            start.await();
            return racer.run(number);
          });
    }
    var results = new ArrayList<T>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> result : executor.invokeAll(runs)) {
        results.add(result.get());
      }
    }
    return results;
  }
}
