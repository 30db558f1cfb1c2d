package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.session.UsedChallenge;
import java.sql.SQLException;
import java.time.Instant;

/// The table `challenges`.
final class Challenges {
  private Challenges() {}

  static boolean take(Sql sql, UsedChallenge challenge) throws SQLException {
    int added =
        sql.update(
            "INSERT INTO challenges (hash, expires_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
            challenge.hash(),
            challenge.expiresAt());
    return added == 1;
  }

  static int removeExpired(Sql sql, Instant now) throws SQLException {
    return sql.update("DELETE FROM challenges WHERE expires_at <= ?", now);
  }
}
