package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.roster.Statement.NewEpoch;
import dev.latchkey.crypto.roster.Statement.RoleChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A `change` that does nothing yet.
final class ChangeDraft implements Draft {
  private final TestSession session;
  private final Device by;
  private final List<MemberId> removed = new ArrayList<>();
  private final List<RoleChange> roles = new ArrayList<>();
  private final List<InviteId> revoked = new ArrayList<>();
  private final List<ChannelHead> closing = new ArrayList<>();
  private Optional<NewEpoch> epoch = Optional.empty();

  ChangeDraft(TestSession session, Device by) {
    this.session = session;
    this.by = by;
  }

  ChangeDraft removing(Device... devices) {
    ids(devices).forEach(removed::add);
    return this;
  }

  ChangeDraft making(Role role, Device... devices) {
    ids(devices).forEach(mid -> roles.add(new RoleChange(mid, role)));
    return this;
  }

  ChangeDraft revoking(InviteKeys... invites) {
    Stream.of(invites).map(InviteKeys::id).forEach(revoked::add);
    return this;
  }

  /// The next epoch, its key for these devices.
  ChangeDraft rekeying(Device... devices) {
    return rekeying(session.roster().epoch() + 1, ids(devices).toList(), List.of());
  }

  ChangeDraft rekeying(long number, List<MemberId> members, List<InviteId> invites) {
    var commitment = Bytes.of(SeededRandom.bytes("commitment " + number, 32));
    epoch = Optional.of(new NewEpoch(number, commitment, members, invites));
    return this;
  }

  ChangeDraft closing(int channel, long head) {
    return closing(TestSession.head(channel, head));
  }

  ChangeDraft closing(ChannelHead head) {
    closing.add(head);
    return this;
  }

  @Override
  public String entry() {
    return StatementWriter.write(
        new Statement.Change(session.act(by), epoch, removed, roles, revoked, closing),
        by.signing());
  }

  private static Stream<MemberId> ids(Device... devices) {
    return Stream.of(devices).map(Device::id);
  }
}
