package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Bytes;
import java.util.List;
import java.util.Set;

/// The time of one epoch key: what a key must match, who gets it wrapped, and the heads at which
/// the channels stood when it began.
public record Epoch(
    int number,
    Bytes commitment,
    Set<MemberId> members,
    Set<InviteId> invites,
    List<ChannelHead> closing) {
  public Epoch {
    members = Set.copyOf(members);
    invites = Set.copyOf(invites);
    closing = List.copyOf(closing);
  }
}
