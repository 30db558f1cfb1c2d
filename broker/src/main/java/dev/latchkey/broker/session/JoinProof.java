package dev.latchkey.broker.session;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.jws.CompactJws;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.sign.VerifyingKey;

/// A join as it was sent: `member` by the invite key, `join` by the device key, over one payload.
/// FORMATS.md §7.
record JoinProof(
    StatementEntry entry, Statement.Join join, CompactJws byInvite, CompactJws byDevice) {
  /// Throws [FormatException] for anything that is no join.
  static JoinProof parse(String text) {
    var entry = StatementEntry.parse(text);
    if (!(entry.statement() instanceof Statement.Join join)) {
      throw new FormatException("want member~join");
    }
    int middle = text.indexOf('~');
    return new JoinProof(
        entry,
        join,
        CompactJws.parse(text.substring(0, middle), StatementEntry.MAX_CHARS),
        CompactJws.parse(text.substring(middle + 1), StatementEntry.MAX_CHARS));
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
    return byInvite.verify(inviteKey);
  }

  boolean isSignedByDevice() {
    return byDevice.verify(join.signingKey());
  }
}
