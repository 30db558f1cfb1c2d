package dev.latchkey.broker.session;

import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.MemberId;

/// Whose key an epoch key is wrapped to. FORMATS.md §8.
public sealed interface WrapRecipient {
  record Member(MemberId id) implements WrapRecipient {}

  record Invite(InviteId id) implements WrapRecipient {}
}
