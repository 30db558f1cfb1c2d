package dev.latchkey.broker.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.broker.Answer;
import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestInvite;
import dev.latchkey.crypto.roster.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// People who do, again and again, some one thing that they may do, over HTTP.
final class RandomSession {
  private static final List<Role> ROLES = List.of(Role.EDITOR, Role.VIEWER, Role.AUDITOR);

  private final TestBroker broker;
  private final HostDevice host;
  private final Random random;
  private final List<TestInvite> invites = new ArrayList<>();
  private final List<GuestDevice> members = new ArrayList<>();
  private final List<JsonNode> receipts = new ArrayList<>();
  private boolean frozen;

  RandomSession(TestBroker broker, Random random) {
    this.broker = broker;
    this.host = broker.host();
    this.random = random;
  }

  HostDevice host() {
    return host;
  }

  /// What those who came in were given.
  List<JsonNode> receipts() {
    return receipts;
  }

  void step() {
    switch (random.nextInt(8)) {
      case 0, 1 -> invite();
      case 2, 3, 4 -> join();
      case 5 -> take(members).ifPresent(host::remove);
      case 6 -> host.freeze(frozen = !frozen);
      default -> take(invites).ifPresent(invite -> host.revoke(invite.id()).require(201));
    }
    broker.clock().advance(Duration.ofMillis(random.nextInt(10_000)));
  }

  private void invite() {
    invites.add(host.invite(ROLES.get(random.nextInt(ROLES.size()))));
  }

  private void join() {
    take(invites)
        .ifPresent(
            invite -> {
              var guest = broker.guest();
              Answer joined = guest.join(invite).require(201);
              receipts.add(joined.json().get("receipt"));
              members.add(guest);
            });
  }

  private <T> Optional<T> take(List<T> some) {
    return some.isEmpty()
        ? Optional.empty()
        : Optional.of(some.remove(random.nextInt(some.size())));
  }
}
