package dev.latchkey.broker.store.postgres;

import dev.latchkey.broker.config.PostgresAddress;
import dev.latchkey.broker.session.SessionRow;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.SchemaVersion;
import dev.latchkey.broker.store.StoreState;
import dev.latchkey.broker.store.sql.Database;
import dev.latchkey.broker.store.sql.Drafting;
import dev.latchkey.broker.store.sql.Drafts;
import dev.latchkey.broker.store.sql.Failures;
import dev.latchkey.broker.store.sql.Unit;
import dev.latchkey.broker.store.sql.Work;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A PostgreSQL database that any number of brokers write to. All writes of one session go through
/// one of a few [Writer]s, in the order in which they came; all reads through [Readers].
///
/// A write that returned is committed, as durable as the server's `synchronous_commit` makes it. A
/// failure is that of the writes it struck: the next ones are tried again, also after the database
/// was away or another server has taken its place.
public final class PostgresDatabase implements Database {
  private static final int WRITERS = 4;
  private static final int BEATS_BETWEEN_MEASUREMENTS = 60;

  private final List<Writer> writers;
  private final Readers readers;
  private final Leadership leadership = new Leadership();
  private final Failures failedReads = new Failures();
  private final Failures failedWrites = new Failures();
  private final Pulse pulse;
  private volatile long bytes;
  private int beatsUntilMeasured;

  private PostgresDatabase(Links links) {
    this.writers = IntStream.range(0, WRITERS).mapToObj(it -> Writer.start(links, it)).toList();
    this.readers = new Readers(links);
    this.pulse = Pulse.start(this::beat);
  }

  private void beat() {
    var _ = write(CommitRecord::removeOld);
    if (beatsUntilMeasured-- == 0) {
      beatsUntilMeasured = BEATS_BETWEEN_MEASUREMENTS;
      bytes =
          read(
              sql ->
                  sql.first(row -> row.getLong(1), "SELECT pg_database_size(current_database())")
                      .orElseThrow());
    }
  }

  /// The form of the store in this database, which is left as it is.
  public static SchemaVersion schema(PostgresAddress address) {
    try (var link = new Links(address).reader()) {
      return new SchemaVersion(Schema.version(link.sql()), Schema.VERSION);
    } catch (SQLException e) {
      throw new StoreFailedException("cannot open the store, " + address, e);
    }
  }

  /// Opens the store and creates what is missing in the database. Throws [StoreFailedException] if
  /// that cannot be, for a store that a newer broker wrote, and for one of other keys.
  ///
  /// @param ledgerKeys of which the store has to know one
  public static PostgresDatabase open(PostgresAddress address, List<VerifyingKey> ledgerKeys) {
    var links = new Links(address);
    var patience = Patience.fromNow();
    while (true) {
      try (var link = links.migrator()) {
        Schema.migrate(link, ledgerKeys);
        return new PostgresDatabase(links);
      } catch (SQLException | IOException e) {
        if (!Faults.isPassing(e) || patience.isOver()) {
          throw new StoreFailedException("cannot open the store, " + address, e);
        }
        Patience.pause();
      }
    }
  }

  @Override
  public <T> T write(Collection<SessionId> sessions, Work<T> work) {
    return direct(sessions, work, drafts -> sessions.forEach(drafts::forget));
  }

  @Override
  public <T> T writeBeside(Collection<SessionId> sessions, Work<T> work) {
    return direct(sessions, work, _ -> {});
  }

  @Override
  public <T> T writeLog(Collection<SessionId> sessions, Work<T> work) {
    return writeBeside(
        sessions,
        sql -> {
          Leadership.lockLog(sql);
          return work.run(sql);
        });
  }

  private <T> T direct(
      Collection<SessionId> sessions, Work<T> work, Consumer<Drafts> announcement) {
    var writer = sessions.size() == 1 ? writer(sessions.iterator().next()) : writers.getFirst();
    return failedWrites.counted(() -> writer.run(new Unit.Direct<>(sessions, work, announcement)));
  }

  @Override
  public <T> T draft(SessionId session, Drafting<T> drafting) {
    return failedWrites.counted(() -> writer(session).run(new Unit.Drafted<>(session, drafting)));
  }

  private Writer writer(SessionId session) {
    return writers.get(Math.floorMod(session.hashCode(), WRITERS));
  }

  @Override
  public boolean lead() {
    return write(leadership::take);
  }

  /// Nothing is: another broker may have changed it meanwhile.
  @Override
  public Optional<SessionRow> known(SessionId session) {
    return Optional.empty();
  }

  /// When its pages are written anew is for the server to say: see its VACUUM.
  @Override
  public void forgetErased() {}

  @Override
  public <T> T read(Work<T> work) {
    return failedReads.counted(() -> readers.run(work));
  }

  /// Whether the database has taken a write within the last few seconds. Never waits.
  public boolean writable() {
    return pulse.isFresh();
  }

  /// How the store is; its size is as of the last minute.
  public StoreState state() {
    return new StoreState(this::writable, () -> bytes, failedReads::count, failedWrites::count);
  }

  List<Writer> writers() {
    return writers;
  }

  /// Finishes the writes that were begun. Later calls throw [StoreFailedException].
  @Override
  public void close() {
    pulse.close();
    try {
      var _ = write(leadership::give);
    } catch (StoreFailedException e) {
      // It is over soon anyway.
    }
    writers.forEach(Writer::close);
    readers.close();
  }
}
