package dev.latchkey.broker;

import dev.latchkey.broker.limit.Limit;
import dev.latchkey.crypto.roster.InviteSecret;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.SigningKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Joins to invites in every state, by somebody who knows the IDs and not the secret. None of them
/// can be told from another by what the broker answers. All texts have one length.
public final class StrangersJoins {
  /// Wants sessions of two members at most: see [#SETTINGS].
  public static final Map<String, String> SETTINGS =
      Map.of(
          "LATCHKEY_SESSION_MAX_MEMBERS", "2",
          "LATCHKEY_TRUSTED_PROXIES", "127.0.0.1");

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration LONG = Duration.ofDays(29);

  private static final int READY = 8;

  private final TestBroker broker;
  private final HostDevice host;
  private final Map<String, List<TestInvite>> invites = new LinkedHashMap<>();

  private StrangersJoins(TestBroker broker) {
    this.broker = broker;
    this.host = broker.host();
    name();
  }

  /// One statement for everything that may be wrong besides its signature.
  public static Map<String, String> to(TestBroker broker) {
    var one = new LinkedHashMap<String, String>();
    many(broker, 1).forEach((name, statements) -> one.put(name, statements.getFirst()));
    return one;
  }

  /// So many statements for each: how long a verification takes depends on the signature. Those to
  /// invites that are ready are spread over several, so that none of them gets locked soon.
  public static Map<String, List<String>> many(TestBroker broker, int count) {
    var joins = new StrangersJoins(broker);
    var many = new LinkedHashMap<String, List<String>>();
    joins.invites.forEach((name, invites) -> many.put(name, joins.forged(invites, count)));
    many.put("malformed", many.get("ready").stream().map(text -> "!" + text.substring(1)).toList());
    return many;
  }

  private void name() {
    var ready = host.invite(Role.EDITOR, 9, LONG);
    var locked = host.invite(Role.EDITOR, 9, LONG);
    broker
        .services()
        .limits()
        .charge(Limit.JOIN_INVITE, locked.id().value(), Limit.JOIN_INVITE.burst());
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
    for (int i = 1; i < READY; i++) {
      invites.get("ready").add(host.invite(Role.EDITOR, 9, LONG));
    }
    add("locked", locked);
    add("revoked", revoked);
    add("expired", expired);
    add("used up", usedUp);
    add("session full", full);
    add("other role", withRole(ready, Role.VIEWER));
    add("somebody waits", knockedAt(broker.host()));
    var declining = broker.host();
    var waiting = broker.guest();
    var knockedAt = declining.inviteToKnock(Role.EDITOR, 9);
    waiting.join(knockedAt).require(202);
    declining.decline(waiting);
    add("somebody was declined", knockedAt);
    var ending = broker.host();
    var ended = ending.invite(Role.EDITOR, 9, LONG);
    ending.end();
    add("ended", ended);
  }

  private TestInvite knockedAt(HostDevice hostOfIt) {
    var invite = hostOfIt.inviteToKnock(Role.EDITOR, 9);
    broker.guest().join(invite).require(202);
    return invite;
  }

  private void add(String name, TestInvite invite) {
    invites.put(name, new ArrayList<>(List.of(invite)));
  }

  private List<String> forged(List<TestInvite> to, int count) {
    return IntStream.range(0, count).mapToObj(i -> forged(to.get(i % to.size()))).toList();
  }

  private String forged(TestInvite invite) {
    var guest = broker.guest();
    var challenge = broker.services().joins().challenge(invite.session(), invite.id());
    return guest.sign(guest.claim(invite, challenge), SigningKey.generate(RANDOM));
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
