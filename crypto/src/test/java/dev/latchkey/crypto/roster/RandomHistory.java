package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/// Honest devices that do, again and again, some one thing that they may do.
final class RandomHistory {
  private static final Map<String, Device> DEVICES = new HashMap<>();

  private final TestSession session = TestSession.open();
  private final Map<MemberId, Device> devices = new HashMap<>(Map.of(ANA.id(), ANA));
  private final Map<InviteId, InviteKeys> invites = new HashMap<>();
  private final Random random;
  private long head = 1;

  RandomHistory(Random random) {
    this.random = random;
  }

  TestSession session() {
    return session;
  }

  void step() {
    switch (random.nextInt(10)) {
      case 0, 1 -> invite();
      case 2, 3, 4 -> join();
      case 5 -> admit();
      case 6 -> change(List.of());
      case 7 -> any(members(this::mayBeRemoved)).map(List::of).ifPresent(this::change);
      case 8 -> move();
      default -> revoke();
    }
  }

  private void invite() {
    var draft = session.invite(host(), "invite " + invites.size());
    draft.role(one(List.of(Role.values()))).uses(1 + random.nextInt(2));
    var keys = (random.nextInt(3) == 0 ? draft.withApproval() : draft).made();
    invites.put(keys.id(), keys);
  }

  private void join() {
    any(invites(invite -> !invite.revoked()))
        .ifPresent(invite -> session.join(nextDevice(), invites.get(invite.id())).done());
  }

  private void admit() {
    any(members(member -> member.standing() == Member.Standing.PENDING))
        .ifPresent(
            member ->
                session.add(
                    session.admit(
                        host(),
                        invites.get(member.invite().orElseThrow()),
                        member.entryHash(),
                        member.role())));
  }

  /// Begins an epoch and removes these, with every invite.
  private void change(List<Member> removed) {
    var stay = members(member -> member.active() && !removed.contains(member));
    var by = removed.stream().anyMatch(Member::isHost) ? pinnedHost() : host();
    var change = session.change(by).closing(0, head += random.nextInt(3));
    removed.forEach(member -> change.removing(devices.get(member.id())));
    if (!removed.isEmpty()) {
      invites(invite -> !invite.revoked())
          .forEach(invite -> change.revoking(invites.get(invite.id())));
    }
    session.add(
        change.rekeying(
            stay.stream()
                .filter(Member::mayRead)
                .map(member -> devices.get(member.id()))
                .toArray(Device[]::new)));
  }

  private void move() {
    any(members(Member::active))
        .ifPresent(member -> session.move(devices.get(member.id()), nextDevice()).done());
  }

  private void revoke() {
    any(invites(_ -> true))
        .ifPresent(invite -> session.add(session.revoke(host(), invites.get(invite.id()))));
  }

  private boolean mayBeRemoved(Member member) {
    return member.standing() != Member.Standing.REMOVED
        && !member.id().equals(session.roster().pinnedHost());
  }

  private Device pinnedHost() {
    return devices.get(session.roster().pinnedHost());
  }

  private Device host() {
    return devices.get(one(members(Member::isHost)).id());
  }

  private Device nextDevice() {
    var device = DEVICES.computeIfAbsent("device " + devices.size(), Device::named);
    devices.put(device.id(), device);
    return device;
  }

  private List<Member> members(Predicate<Member> wanted) {
    return session.roster().members().stream().filter(wanted).toList();
  }

  private List<Invite> invites(Predicate<Invite> wanted) {
    return session.roster().invites().stream().filter(wanted).toList();
  }

  private <T> T one(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  private <T> Optional<T> any(List<T> items) {
    return items.isEmpty() ? Optional.empty() : Optional.of(one(items));
  }
}
