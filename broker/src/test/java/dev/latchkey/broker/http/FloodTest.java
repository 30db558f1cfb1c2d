package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestInvite;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A host gets through whatever others do meanwhile, and what it takes away is gone.
@Timeout(120)
class FloodTest {
  private static final int WRITERS = 6;
  private static final int JOINERS = 24;
  private static final int ROUNDS = 10;
  private static final int MOST_TRIES = 12;

  private TestBroker broker;
  private HostDevice host;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aFloodOfWritesAndJoinsDoesNotKeepAHostFromRemoving() throws Exception {
    var writers = Stream.generate(this::editor).limit(WRITERS).toList();
    var invite = host.invite(Role.VIEWER, JOINERS, Duration.ofDays(1));
    var over = new AtomicBoolean();
    var running = new ArrayList<CompletableFuture<?>>();
    writers.forEach(it -> running.add(run(() -> flood(over, it))));
    running.add(run(() -> join(over, invite)));

    int tries = 1;
    var target = writers.getFirst();
    var answer = host.state(host.change().removing(target).body());
    while (answer.status() != 201) {
      assertThat(answer.code()).isIn("heads_moved", "statement_conflict");
      answer = host.state(host.change().removing(target).body());
      tries++;
    }

    over.set(true);
    for (var each : running) {
      each.get(60, TimeUnit.SECONDS);
    }
    assertThat(tries).isLessThanOrEqualTo(MOST_TRIES);
    assertThat(target.append(0, "a").code()).isEqualTo("not_found");
    assertThat(host.follow().member(target.id()).orElseThrow().standing())
        .isEqualTo(Member.Standing.REMOVED);
  }

  private GuestDevice editor() {
    var guest = broker.guest();
    guest.join(host.invite(Role.EDITOR)).require(201);
    return guest;
  }

  private static int flood(AtomicBoolean over, GuestDevice device) {
    int frames = 0;
    while (!over.get()) {
      device.append(0, "a");
      frames++;
    }
    return frames;
  }

  private int join(AtomicBoolean over, TestInvite invite) {
    int joined = 0;
    while (!over.get() && joined < JOINERS) {
      broker.guest().join(invite);
      joined++;
    }
    return joined;
  }

  @Test
  void ofARemovalAndAJoinByTheSameInviteNoJoinComesAfterTheRemoval() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var invite = host.invite(Role.EDITOR, 2, Duration.ofDays(1));
      var member = broker.guest();
      member.join(invite).require(201);
      var late = broker.guest();
      var token = late.token(invite);
      var statement = late.statement(invite);

      var joining = run(() -> late.join(invite, token, statement));
      var answer = host.state(host.change().removing(member).body());
      while (answer.status() != 201) {
        assertThat(answer.code()).isEqualTo("statement_conflict");
        answer = host.state(host.change().removing(member).body());
      }
      int removedAt = answer.json().get("size").asInt() - 1;

      Answer join = joining.get(20, TimeUnit.SECONDS);
      var found = host.follow().member(late.id());
      if (join.status() == 201) {
        assertThat(found.orElseThrow().entry()).isLessThan(removedAt);
      } else {
        assertThat(join.code()).isEqualTo("invite_revoked");
        assertThat(found).isEmpty();
      }
    }
  }

  private static <T> CompletableFuture<T> run(Supplier<T> what) {
    return CompletableFuture.supplyAsync(what, task -> Thread.ofVirtual().start(task));
  }
}
