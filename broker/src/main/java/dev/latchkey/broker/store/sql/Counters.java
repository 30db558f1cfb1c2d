package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.store.Admission;
import dev.latchkey.broker.store.LastFrame;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The last frame of every instance, kept for the current epoch and some before it: a retry that
/// crosses changes of the epoch still gets its old answer.
enum Counters {
  DURABLE(1),
  NAME(2);

  private static final String SET =
      """
      INSERT INTO counters (session_id, stream, epoch, sender, instance, counter, hash, answer)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (session_id, stream, epoch, sender, instance) DO UPDATE
      SET counter = excluded.counter, hash = excluded.hash, answer = excluded.answer
      """;

  private final int stream;

  Counters(int stream) {
    this.stream = stream;
  }

  @Nullable LastFrame last(Sql sql, long session, int epoch, MemberId sender, Bytes instance)
      throws SQLException {
    return sql.first(
            row -> new LastFrame(row.getLong(1), Sql.bytes(row, 2), row.getLong(3)),
            """
            SELECT counter, hash, answer FROM counters
            WHERE session_id = ? AND stream = ? AND epoch = ? AND sender = ? AND instance = ?
            """,
            session,
            stream,
            epoch,
            sender.value(),
            instance)
        .orElse(null);
  }

  void set(Sql sql, long session, int epoch, MemberId sender, Bytes instance, LastFrame last)
      throws SQLException {
    sql.update(SET, arguments(session, epoch, sender, instance, last));
  }

  /// As [#set], once the statements that were added are run.
  void add(Sql sql, long session, int epoch, MemberId sender, Bytes instance, LastFrame last)
      throws SQLException {
    sql.add(SET, arguments(session, epoch, sender, instance, last));
  }

  private Object[] arguments(
      long session, int epoch, MemberId sender, Bytes instance, LastFrame last) {
    return new Object[] {
      session, stream, epoch, sender.value(), instance, last.counter(), last.hash(), last.answer()
    };
  }

  static void dropBefore(Sql sql, long session, int epoch) throws SQLException {
    sql.update(
        "DELETE FROM counters WHERE session_id = ? AND epoch < ?",
        session,
        epoch - Admission.REMEMBERED_EPOCHS);
  }
}
