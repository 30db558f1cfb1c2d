package dev.latchkey.broker;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.roster.ChannelHead;
import dev.latchkey.crypto.roster.Invite;
import dev.latchkey.crypto.roster.InviteId;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A change that a host is about to sign: honest, unless a test bends it. It begins an epoch whose
/// key goes to everybody who may read after it, and to every invite that may have one.
public final class TestChange {
  private final RosterDevice host;
  private final Roster roster;
  private final EpochKey key;
  private final List<MemberId> removed = new ArrayList<>();
  private final List<Statement.RoleChange> roles = new ArrayList<>();
  private final List<InviteId> revoked = new ArrayList<>();
  private List<ChannelHead> closing;
  private boolean beginsAnEpoch = true;

  TestChange(RosterDevice host, List<ChannelHead> closing) {
    byte[] drawn = new byte[EpochKey.SIZE];
    TestDevice.RANDOM.nextBytes(drawn);
    this.host = host;
    this.roster = host.roster();
    this.key = EpochKey.of(drawn);
    this.closing = closing;
  }

  /// Removes the devices, with the invites that they came in by.
  public TestChange removing(TestDevice... devices) {
    for (var device : devices) {
      removed.add(device.id());
      roster.member(device.id()).flatMap(Member::invite).ifPresent(this::revoking);
    }
    return this;
  }

  /// Removes the device, and leaves its invite.
  public TestChange declining(TestDevice device) {
    removed.add(device.id());
    return this;
  }

  /// Gives the device another role; if it was a host, the links go by which it could be one again.
  public TestChange role(TestDevice device, Role role) {
    roles.add(new Statement.RoleChange(device.id(), role));
    roster
        .member(device.id())
        .filter(it -> it.role() == Role.HOST && role != Role.HOST)
        .ifPresent(this::revokingLinksOf);
    return this;
  }

  private void revokingLinksOf(Member formerHost) {
    formerHost.invite().ifPresent(this::revoking);
    roster.invites().stream()
        .filter(it -> it.by().equals(formerHost.id()))
        .map(Invite::id)
        .forEach(this::revoking);
  }

  public TestChange revoking(InviteId... invites) {
    Arrays.stream(invites).filter(it -> !revoked.contains(it)).forEach(revoked::add);
    return this;
  }

  public TestChange closingAt(ChannelHead... heads) {
    closing = List.of(heads);
    return this;
  }

  public TestChange withoutAnEpoch() {
    beginsAnEpoch = false;
    return this;
  }

  public List<ChannelHead> closing() {
    return closing;
  }

  /// The body of the call that brings it.
  public Map<String, Object> body() {
    return Map.of("statement", statement(), "wraps", wraps());
  }

  public String statement() {
    var change =
        new Statement.Change(
            roster.nextAct(host.id(), List.of(), TreeHead.EMPTY),
            beginsAnEpoch ? Optional.of(epoch()) : Optional.empty(),
            removed,
            roles,
            revoked,
            closing);
    return StatementWriter.write(change, host.signingKey());
  }

  /// A wrap for each who gets the key.
  public List<Map<String, String>> wraps() {
    var wraps = new ArrayList<Map<String, String>>();
    if (beginsAnEpoch) {
      members().forEach(it -> wraps.add(wrap("member", it.id().value(), member(it))));
      invites().forEach(it -> wraps.add(wrap("invite", it.id().value(), invite(it))));
    }
    return wraps;
  }

  private Statement.NewEpoch epoch() {
    int next = roster.epoch() + 1;
    return new Statement.NewEpoch(
        next,
        key.commitment(roster.sid(), next),
        members().stream().map(Member::id).toList(),
        invites().stream().map(Invite::id).toList());
  }

  private List<Member> members() {
    return roster.members().stream()
        .filter(it -> it.active() && !removed.contains(it.id()) && roleOf(it) != Role.AUDITOR)
        .toList();
  }

  private Role roleOf(Member member) {
    return roles.stream()
        .filter(it -> it.mid().equals(member.id()))
        .map(Statement.RoleChange::role)
        .findFirst()
        .orElse(member.role());
  }

  private List<Invite> invites() {
    return roster.invites().stream()
        .filter(it -> !it.revoked() && !revoked.contains(it.id()) && !it.usedUp())
        .filter(it -> !it.approval() && it.role() != Role.AUDITOR)
        .toList();
  }

  private EpochKeyWrap member(Member member) {
    return place(RecipientKind.MEMBER, new PublicKeys(member.signingKey(), member.wrapKey()));
  }

  private EpochKeyWrap invite(Invite invite) {
    return place(RecipientKind.INVITE, new PublicKeys(invite.signingKey(), invite.wrapKey()));
  }

  private EpochKeyWrap place(RecipientKind kind, PublicKeys recipient) {
    return new EpochKeyWrap(roster.sid(), roster.epoch() + 1, kind, recipient);
  }

  private Map<String, String> wrap(String kind, String id, EpochKeyWrap place) {
    var sealed = Base64Url.encode(place.seal(key, TestDevice.RANDOM));
    return Map.of("kind", kind, "id", id, "wrap", sealed);
  }
}
