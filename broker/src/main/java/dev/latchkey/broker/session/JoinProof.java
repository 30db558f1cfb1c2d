package dev.latchkey.broker.session;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.sign.VerifyingKey;

/// A join as it was sent: `member` by the invite key, `join` by the device key, over one payload.
/// FORMATS.md §7.
record JoinProof(StatementEntry entry, Statement.Join join) {
  /// Throws [FormatException] for anything that is no join.
  static JoinProof parse(String text) {
    var entry = StatementEntry.parse(text);
    if (!(entry.statement() instanceof Statement.Join join)) {
      throw new FormatException("want member~join");
    }
    return new JoinProof(entry, join);
  }

  SessionId session() {
    return join.sid();
  }

  InviteId invite() {
    return join.iid();
  }

  MemberId device() {
    return MemberId.of(join.signingKey());
  }

  boolean isSignedByInvite(VerifyingKey inviteKey) {
    return entry.signature().verify(inviteKey);
  }

  boolean isSignedByDevice() {
    return entry.countersignature().verify(join.signingKey());
  }
}
