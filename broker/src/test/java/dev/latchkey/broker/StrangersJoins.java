package dev.latchkey.broker;

import dev.latchkey.crypto.roster.InviteSecret;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.sign.SigningKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Joins to invites in every state, by somebody who knows the IDs and not the secret. None of them
/// can be told from another by what the broker answers. All texts have one length.
public final class StrangersJoins {
  /// Wants sessions of two members at most: see [#SETTINGS].
  public static final Map<String, String> SETTINGS =
      Map.of(
          "LATCHKEY_SESSION_MAX_MEMBERS", "2",
          "LATCHKEY_TRUSTED_PROXIES", "127.0.0.1");

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration LONG = Duration.ofDays(7);

  private final TestBroker broker;
  private final Map<String, String> statements = new LinkedHashMap<>();
  private final HostDevice host;

  private StrangersJoins(TestBroker broker) {
    this.broker = broker;
    this.host = broker.host();
  }

  /// The statements by what is wrong with them besides their signature.
  public static Map<String, String> to(TestBroker broker) {
    var joins = new StrangersJoins(broker);
    joins.state();
    return joins.statements;
  }

  private void state() {
    var ready = host.invite(Role.EDITOR, 9, LONG);
    var revoked = host.invite(Role.EDITOR, 9, LONG);
    host.revoke(revoked.id()).require(201);
    var expired = host.invite(Role.EDITOR, 9, Duration.ofMinutes(1));
    broker.clock().advance(Duration.ofMinutes(1));
    var usedUp = broker.host().invite(Role.EDITOR, 1, LONG);
    broker.guest().join(usedUp).require(201);
    var full = broker.host().invite(Role.EDITOR, 9, LONG);
    broker.guest().join(full).require(201);
    var elsewhere = broker.host().invite(Role.EDITOR, 9, LONG);

    add("unknown invite", unknown(ready.session(), ready));
    add("unknown session", unknown(new SessionId("A".repeat(26) + "E"), ready));
    add("other session's invite", moved(elsewhere, ready));
    add("ready", ready);
    add("revoked", revoked);
    add("expired", expired);
    add("used up", usedUp);
    add("session full", full);
    add("other role", withRole(ready, Role.VIEWER));
    statements.put("malformed", "!" + statements.get("ready").substring(1));
  }

  private void add(String name, TestInvite invite) {
    statements.put(name, forged(invite));
  }

  private String forged(TestInvite invite) {
    var guest = broker.guest();
    Statement.Join claim = guest.claim(invite, guest.challenge(invite.session(), invite.id()));
    return guest.sign(claim, SigningKey.generate(RANDOM));
  }

  private static TestInvite unknown(SessionId session, TestInvite like) {
    var secret = InviteSecret.random(RANDOM);
    return TestInvite.of(session, secret, like.role(), like.statement(), like.size());
  }

  private static TestInvite moved(TestInvite invite, TestInvite to) {
    return TestInvite.of(
        to.session(), invite.secret(), invite.role(), invite.statement(), invite.size());
  }

  private static TestInvite withRole(TestInvite invite, Role role) {
    return TestInvite.of(
        invite.session(), invite.secret(), role, invite.statement(), invite.size());
  }
}
