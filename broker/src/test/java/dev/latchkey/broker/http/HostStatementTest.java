package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.RosterDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.crypto.roster.Role;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostStatementTest {
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
  void aStatementThatDoesNotFollowTheNewestEntryIsRefusedWithTheSizeOfTheLog() {
    var invite = host.invite(Role.EDITOR, 2, Duration.ofDays(1));
    var late = RosterDevice.bare(host.revocation(invite.id()));
    broker.guest().join(invite).require(201);

    var answer = host.call("POST", host.path("/statements"), late);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("statement_conflict");
    assertThat(answer.json().get("size").asInt()).isEqualTo(4);
    assertThat(host.follow().size()).isEqualTo(4);
  }

  @Test
  void joinsWaitForAHostWhoWasRefusedUntilItsNextStatement() throws Exception {
    var invite = host.invite(Role.EDITOR, 3, Duration.ofDays(1));
    var late = RosterDevice.bare(host.revocation(host.invite(Role.VIEWER).id()));
    broker.guest().join(invite).require(201);
    host.call("POST", host.path("/statements"), late);
    var guest = broker.guest();
    var statement = guest.statement(invite);
    var token = guest.token(invite);

    var join = CompletableFuture.supplyAsync(() -> guest.join(invite, token, statement));
    broker.awaitHeldJoins(host.session(), 1);
    assertThat(join).isNotDone();
    host.revoke(invite.id()).require(201);

    assertThat(join.get(4, TimeUnit.SECONDS).code()).isEqualTo("invite_revoked");
  }

  @Test
  void theSameStatementAgainGetsTheSameAnswer() {
    var invite = host.invite(Role.EDITOR);
    host.follow();
    var revocation = RosterDevice.bare(host.revocation(invite.id()));
    var first = host.call("POST", host.path("/statements"), revocation).require(201);
    host.invite(Role.VIEWER);

    var second = host.call("POST", host.path("/statements"), revocation).require(201);

    assertThat(second.json()).isEqualTo(first.json());
  }

  @Test
  void aStatementOfAnotherMemberIsRefused() {
    var coHost = broker.guest();
    coHost.join(host.invite(Role.HOST)).require(201);
    var invite = host.invite(Role.EDITOR);
    host.follow();
    var ofTheHost = RosterDevice.bare(host.revocation(invite.id()));

    var answer = coHost.call("POST", coHost.path("/statements"), ofTheHost);

    assertThat(answer.code()).isEqualTo("bad_request");
    assertThat(broker.guest().look(invite).get("state")).isEqualTo("ready");
  }

  @Test
  void aStatementThatBreaksARuleIsToldWhichOne() {
    host.follow();
    var stranger = broker.host().invite(Role.EDITOR);
    var unknown = RosterDevice.bare(host.revocation(stranger.id()));

    var answer = host.call("POST", host.path("/statements"), unknown);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("statement_invalid");
    assertThat(answer.get("detail")).isEqualTo("unknown_invite");
  }

  @Test
  void anInviteIsNotTakenWithoutItsTexts() {
    var invite = host.invite(Role.EDITOR);

    var answer = host.call("POST", host.path("/statements"), RosterDevice.bare(invite.statement()));

    assertThat(answer.code()).isEqualTo("bad_request");
  }
}
