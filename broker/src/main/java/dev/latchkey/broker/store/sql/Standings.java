package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.session.Standing;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where many sessions stand, asked for in as few queries as can be.
final class Standings {
  private static final int MOST_AT_ONCE = 128;
  private static final String QUERY =
      """
      SELECT s.sid, s.size, s.names_version, c.channel, c.head
      FROM sessions s LEFT JOIN channels c ON c.session_id = s.id
      WHERE s.sid IN (?%s)
      """
          .formatted(", ?".repeat(MOST_AT_ONCE - 1));

  private Standings() {}

  private record Row(SessionId session, int size, long namesVersion, int channel, long head) {}

  static Map<SessionId, Standing> of(Sql sql, Collection<SessionId> sessions) throws SQLException {
    var ids = sessions.stream().map(SessionId::value).toList();
    var standings = new HashMap<SessionId, Standing>();
    for (int from = 0; from < ids.size(); from += MOST_AT_ONCE) {
      read(sql, ids.subList(from, Math.min(ids.size(), from + MOST_AT_ONCE)), standings);
    }
    return standings;
  }

  private static void read(Sql sql, List<String> ids, Map<SessionId, Standing> standings)
      throws SQLException {
    var rows =
        sql.list(
            row ->
                new Row(
                    new SessionId(row.getString(1)),
                    row.getInt(2),
                    row.getLong(3),
                    row.getInt(4),
                    row.getLong(5)),
            QUERY,
            arguments(ids));
    for (var row : rows) {
      standings.merge(
          row.session(),
          new Standing(row.size(), row.namesVersion(), heads(row)),
          Standings::withHeadsOf);
    }
  }

  /// The last ID again where there are fewer: the text of a statement is always the same.
  private static @Nullable Object[] arguments(List<String> ids) {
    var arguments = Collections.nCopies(MOST_AT_ONCE, ids.getLast()).toArray();
    System.arraycopy(ids.toArray(), 0, arguments, 0, ids.size());
    return arguments;
  }

  private static Map<Integer, Long> heads(Row row) {
    // A channel that was written has a head of at least 1.
    return row.head() == 0 ? Map.of() : Map.of(row.channel(), row.head());
  }

  private static Standing withHeadsOf(Standing one, Standing other) {
    var heads = new HashMap<>(one.heads());
    heads.putAll(other.heads());
    return new Standing(one.size(), one.namesVersion(), heads);
  }
}
