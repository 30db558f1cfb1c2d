package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.session.StoredWrap;
import dev.latchkey.broker.session.WrapRecipient;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.SQLException;
import java.util.List;

/// The table `wraps`.
final class Wraps {
  private static final int MEMBER = 1;
  private static final int INVITE = 2;

  private Wraps() {}

  static void put(Sql sql, long session, StoredWrap wrap) throws SQLException {
    sql.update(
        """
        INSERT INTO wraps (session_id, recipient_kind, recipient, epoch, wrap)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (session_id, recipient_kind, recipient, epoch) DO UPDATE SET wrap = excluded.wrap
        """,
        session,
        kind(wrap.recipient()),
        id(wrap.recipient()),
        wrap.epoch(),
        wrap.wrap());
  }

  static List<StoredWrap> list(Sql sql, SessionId session, WrapRecipient recipient)
      throws SQLException {
    return sql.list(
        row -> new StoredWrap(row.getInt(1), recipient, Sql.bytes(row, 2)),
        """
        SELECT epoch, wrap FROM wraps
        WHERE session_id = (SELECT id FROM sessions WHERE sid = ?)
          AND recipient_kind = ? AND recipient = ?
        ORDER BY epoch
        """,
        session.value(),
        kind(recipient),
        id(recipient));
  }

  static void dropOfInvitesBefore(Sql sql, long session, int epoch) throws SQLException {
    sql.update(
        "DELETE FROM wraps WHERE session_id = ? AND recipient_kind = ? AND epoch < ?",
        session,
        INVITE,
        epoch);
  }

  private static int kind(WrapRecipient recipient) {
    return switch (recipient) {
      case WrapRecipient.Member _ -> MEMBER;
      case WrapRecipient.Invite _ -> INVITE;
    };
  }

  private static String id(WrapRecipient recipient) {
    return switch (recipient) {
      case WrapRecipient.Member(MemberId member) -> member.value();
      case WrapRecipient.Invite(InviteId invite) -> invite.value();
    };
  }
}
