package dev.latchkey.broker.store.postgres;

import dev.latchkey.broker.session.Places;
import dev.latchkey.broker.session.RendezvousId;
import dev.latchkey.broker.store.sql.Sql;
import dev.latchkey.crypto.Bytes;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Places that all brokers of the store share: the tables `rendezvous` and `rendezvous_slots`.
public final class PostgresPlaces implements Places {
  private final PostgresDatabase database;

  public PostgresPlaces(PostgresDatabase database) {
    this.database = database;
  }

  @Override
  public Opening open(RendezvousId id, String owner, Instant now, Instant until, int most) {
    return database.write(
        sql -> {
          sql.update("DELETE FROM rendezvous WHERE until <= ?", now);
          var known = owner(sql, id);
          if (known.isPresent()) {
            return known.get().equals(owner) ? Opening.OPENED : Opening.FOREIGN;
          }
          sql.update("DELETE FROM rendezvous WHERE owner = ?", owner);
          long count =
              sql.first(row -> row.getLong(1), "SELECT count(*) FROM rendezvous").orElseThrow();
          if (count >= most) {
            return Opening.FULL;
          }
          int added =
              sql.update(
                  "INSERT INTO rendezvous (id, owner, until) VALUES (?, ?, ?)"
                      + " ON CONFLICT DO NOTHING",
                  id.value(),
                  owner,
                  until);
          return added == 1 || owner(sql, id).filter(owner::equals).isPresent()
              ? Opening.OPENED
              : Opening.FOREIGN;
        });
  }

  private static Optional<String> owner(Sql sql, RendezvousId id) throws SQLException {
    return sql.first(
        row -> row.getString(1), "SELECT owner FROM rendezvous WHERE id = ?", id.value());
  }

  @Override
  public Filling put(RendezvousId id, int slot, Bytes sealed, Instant now) {
    return database.write(
        sql -> {
          sql.update(
              """
              INSERT INTO rendezvous_slots (id, slot, sealed)
              SELECT id, ?, ? FROM rendezvous WHERE id = ? AND until > ?
              ON CONFLICT DO NOTHING
              """,
              slot,
              sealed,
              id.value(),
              now);
          return switch (slot(sql, id, slot, now)) {
            case Slot.Filled(Bytes standing) ->
                standing.equals(sealed) ? Filling.STANDS : Filling.TAKEN;
            case Slot.Empty _, Slot.Gone _ -> Filling.GONE;
          };
        });
  }

  @Override
  public Slot get(RendezvousId id, int slot, Instant now) {
    return database.read(sql -> slot(sql, id, slot, now));
  }

  private static Slot slot(Sql sql, RendezvousId id, int slot, Instant now) throws SQLException {
    return sql.<Slot>first(
            row -> row.getBytes(1) == null ? new Slot.Empty() : new Slot.Filled(Sql.bytes(row, 1)),
            """
            SELECT s.sealed FROM rendezvous r
            LEFT JOIN rendezvous_slots s ON s.id = r.id AND s.slot = ?
            WHERE r.id = ? AND r.until > ?
            """,
            slot,
            id.value(),
            now)
        .orElseGet(Slot.Gone::new);
  }
}
