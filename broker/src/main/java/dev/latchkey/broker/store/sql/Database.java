package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.session.SessionRow;
import dev.latchkey.crypto.roster.SessionId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The way to a relational store. Each write is one step, as durable as the store promises when it
/// returns, and names the sessions that it is about: until it is committed nobody else changes
/// those. Writes are run again when what they share a transaction with has failed. Every method
/// throws [StoreFailedException][dev.latchkey.broker.session.StoreFailedException].
public interface Database extends AutoCloseable {
  /// Writes what is about these sessions.
  <T> T write(Collection<SessionId> sessions, Work<T> work);

  default <T> T write(SessionId session, Work<T> work) {
    return write(List.of(session), work);
  }

  /// Writes what is about no session, or depends on nothing that others may change of one.
  default <T> T write(Work<T> work) {
    return writeBeside(List.of(), work);
  }

  /// Writes what no draft knows of these sessions: nothing that frames depend on.
  <T> T writeBeside(Collection<SessionId> sessions, Work<T> work);

  default <T> T writeBeside(SessionId session, Work<T> work) {
    return writeBeside(List.of(session), work);
  }

  /// Writes to the broker-wide log, beside no other who does.
  <T> T writeLog(Collection<SessionId> sessions, Work<T> work);

  /// Whether this broker is the one that continues the broker-wide log.
  boolean lead();

  /// Writes frames of this session.
  <T> T draft(SessionId session, Drafting<T> drafting);

  /// A session as the last commit left it, if it is known without reading.
  Optional<SessionRow> known(SessionId session);

  /// Sees to it, as far as the store can, that what was deleted is nowhere any more.
  void forgetErased();

  /// Reads one committed state of the store.
  <T> T read(Work<T> work);

  @Override
  void close();
}
