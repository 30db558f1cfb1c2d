package dev.latchkey.broker.interleaving;

import dev.latchkey.broker.session.HostStatements.Wrap;
import dev.latchkey.broker.session.Invites;
import dev.latchkey.broker.session.WrapRecipient;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.roster.ChannelHead;
import dev.latchkey.crypto.roster.Invite;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.InviteSecret;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementWriter;
import dev.latchkey.crypto.roster.TreeHead;
import dev.latchkey.crypto.seal.EpochKey;
import dev.latchkey.crypto.seal.EpochKeyWrap;
import dev.latchkey.crypto.seal.EpochKeyWrap.RecipientKind;
import dev.latchkey.crypto.seal.PublicKeys;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What a host signs, by what it knows.
final class Hosting {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Bytes TEXT = Bytes.of(new byte[1]);
  private static final long VALIDITY_SECONDS = 86_400;

  private final Person host;
  private final Roster roster;
  private final Statement.Act act;

  Hosting(Person host) {
    this.host = host;
    this.roster = host.roster();
    this.act = roster.nextAct(host.id(), List.of(), TreeHead.EMPTY);
  }

  /// @param made what becomes of the secret once the broker has the invite
  Act invite(
      InstantSource clock, Role role, int uses, boolean approval, Consumer<InviteSecret> made) {
    var secret = InviteSecret.random(RANDOM);
    var keys =
        new PublicKeys(
            secret.signingKey(roster.sid()).verifyingKey(),
            secret.wrapKey(roster.sid()).publicKey());
    var hash = Bytes.of(Hashes.sha256(TEXT.toByteArray()));
    var statement =
        new Statement.Invite(
            act,
            InviteId.of(keys.signingKey()),
            keys.signingKey(),
            keys.wrapKey(),
            role,
            clock.instant().getEpochSecond() + VALIDITY_SECONDS,
            uses,
            approval,
            hash,
            hash);
    var wrap =
        approval || role == Role.AUDITOR
            ? Optional.<Invites.Wrap>empty()
            : Optional.of(
                new Invites.Wrap(
                    roster.epoch(),
                    seal(runningKey(), roster.epoch(), RecipientKind.INVITE, keys)));
    return Act.invite(
        "invite " + role, write(statement), TEXT, TEXT, wrap, _ -> made.accept(secret));
  }

  Act admit(Member waiting) {
    var statement =
        new Statement.Admit(
            act, waiting.invite().orElseThrow(), waiting.entryHash(), waiting.role());
    var wraps =
        waiting.role() == Role.AUDITOR
            ? List.<Wrap>of()
            : List.of(wrap(runningKey(), roster.epoch(), waiting));
    return Act.of("admit", write(statement), wraps, truth -> truth.isAdmitted(waiting.id()));
  }

  Act knock(Member waiting) {
    byte[] nonce = new byte[16];
    RANDOM.nextBytes(nonce);
    var statement =
        new Statement.Knock(
            act, waiting.invite().orElseThrow(), waiting.entryHash(), Bytes.of(nonce));
    return Act.of("knock", write(statement), List.of(), _ -> {});
  }

  Act decline(Member waiting) {
    var change = change(Optional.empty(), List.of(waiting), Map.of(), Set.of());
    return Act.of("decline", write(change), List.of(), truth -> truth.leaves(waiting.id()));
  }

  Act revoke(Invite invite) {
    return Act.of(
        "revoke", write(new Statement.Revoke(act, List.of(invite.id()))), List.of(), _ -> {});
  }

  Act freeze(boolean on) {
    return Act.of(
        on ? "freeze" : "thaw",
        write(new Statement.Freeze(act, on, closing())),
        List.of(),
        truth -> truth.isFrozen(on));
  }

  /// With the invites by which they came in and all that they made.
  Act remove(List<Member> members) {
    var revoked = new HashSet<InviteId>();
    for (var member : members) {
      member.invite().ifPresent(revoked::add);
      revoked.addAll(madeBy(member));
    }
    return rekeying(
        "remove " + members.size(),
        members,
        Map.of(),
        revoked,
        truth -> members.forEach(it -> truth.leaves(it.id())));
  }

  private List<InviteId> madeBy(Member member) {
    return roster.invites().stream()
        .filter(it -> it.by().equals(member.id()))
        .map(Invite::id)
        .toList();
  }

  /// Of one who is a host and shall be none: by these it could make itself one again.
  private Set<InviteId> waysBack(Member member, Role role) {
    if (member.role() != Role.HOST || role == Role.HOST) {
      return Set.of();
    }
    var ways = new HashSet<>(madeBy(member));
    member
        .invite()
        .flatMap(roster::invite)
        .filter(it -> it.role() == Role.HOST)
        .ifPresent(it -> ways.add(it.id()));
    return ways;
  }

  Act changeRole(Member member, Role role) {
    Consumer<Truth> effect = truth -> truth.becomes(member.id(), role);
    var roles = Map.of(member.id(), role);
    var revoked = waysBack(member, role);
    // Whoever comes to read needs a key, and whoever no longer may shall have none.
    if (role == Role.AUDITOR || member.role() == Role.AUDITOR) {
      return rekeying("role", List.of(), roles, revoked, effect);
    }
    var change = change(Optional.empty(), List.of(), roles, revoked);
    return Act.of("role", write(change), List.of(), effect);
  }

  Act renew() {
    return rekeying("renew", List.of(), Map.of(), Set.of(), _ -> {});
  }

  private Act rekeying(
      String what,
      List<Member> removed,
      Map<MemberId, Role> roles,
      Set<InviteId> revoked,
      Consumer<Truth> effect) {
    var key = EpochKey.generate(RANDOM);
    int next = roster.epoch() + 1;
    var members =
        roster.members().stream()
            .filter(it -> it.active() && !removed.contains(it))
            .filter(it -> roles.getOrDefault(it.id(), it.role()) != Role.AUDITOR)
            .toList();
    var invites =
        roster.invites().stream()
            .filter(it -> !it.revoked() && !revoked.contains(it.id()) && !it.usedUp())
            .filter(it -> !it.approval() && it.role() != Role.AUDITOR)
            .toList();
    var epoch =
        new Statement.NewEpoch(
            next,
            key.commitment(roster.sid(), next),
            members.stream().map(Member::id).toList(),
            invites.stream().map(Invite::id).toList());
    var wraps = new ArrayList<Wrap>();
    members.forEach(it -> wraps.add(wrap(key, next, it)));
    invites.forEach(it -> wraps.add(wrap(key, next, it)));
    var change = change(Optional.of(epoch), removed, roles, revoked);
    return Act.of(
        what,
        write(change),
        wraps,
        truth -> {
          effect.accept(truth);
          truth.isRekeyed();
          host.copies().keySet().forEach(it -> host.enqueue(new Person.Job.Compact(it)));
        });
  }

  private Statement.Change change(
      Optional<Statement.NewEpoch> epoch,
      List<Member> removed,
      Map<MemberId, Role> roles,
      Set<InviteId> revoked) {
    return new Statement.Change(
        act,
        epoch,
        removed.stream().map(Member::id).toList(),
        roles.entrySet().stream()
            .map(it -> new Statement.RoleChange(it.getKey(), it.getValue()))
            .toList(),
        List.copyOf(revoked),
        closing());
  }

  private List<ChannelHead> closing() {
    return host.copies().values().stream()
        .map(ChannelCopy::at)
        .filter(it -> it.head() > 0)
        .toList();
  }

  private EpochKey runningKey() {
    return host.key(roster.epoch()).orElseThrow();
  }

  private Wrap wrap(EpochKey key, int epoch, Member member) {
    var keys = new PublicKeys(member.signingKey(), member.wrapKey());
    return new Wrap(
        new WrapRecipient.Member(member.id()), seal(key, epoch, RecipientKind.MEMBER, keys));
  }

  private Wrap wrap(EpochKey key, int epoch, Invite invite) {
    var keys = new PublicKeys(invite.signingKey(), invite.wrapKey());
    return new Wrap(
        new WrapRecipient.Invite(invite.id()), seal(key, epoch, RecipientKind.INVITE, keys));
  }

  private Bytes seal(EpochKey key, int epoch, RecipientKind kind, PublicKeys recipient) {
    return Bytes.of(new EpochKeyWrap(roster.sid(), epoch, kind, recipient).seal(key, RANDOM));
  }

  private String write(Statement.HostStatement statement) {
    return StatementWriter.write(statement, host.device().signingKey());
  }
}
