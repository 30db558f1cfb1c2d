package dev.latchkey.broker.session;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.roster.StatementException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The rosters of sessions, folded from their logs, and the way to append to those logs. Folding
/// checks signatures and costs; so the rosters used last are kept, and only brought up to date with
/// what the store has more.
public final class Rosters {
  private final SessionStore store;
  private final InstantSource clock;
  private final Duration idleTtl;
  private final Consumer<SessionId> changed;
  private final Map<SessionId, Roster> newest;

  /// What keeps the rosters of one broker.
  ///
  /// @param idleTtl how long a session lives on after the last activity
  /// @param changed told of every session whose log has grown
  /// @param most how many rosters are kept
  public Rosters(
      SessionStore store,
      InstantSource clock,
      Duration idleTtl,
      Consumer<SessionId> changed,
      int most) {
    this.store = store;
    this.clock = clock;
    this.idleTtl = idleTtl;
    this.changed = changed;
    this.newest =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<SessionId, Roster> eldest) {
            return size() > most;
          }
        };
  }

  /// The roster as of now. Throws [NotFound] for an unknown session and for one that has expired.
  public Roster of(SessionId session) {
    var row = store.find(session).filter(it -> clock.instant().isBefore(it.expiresAt()));
    if (row.isEmpty()) {
      throw new NotFound("no such session");
    }
    var roster = kept(session);
    if (roster.size() > row.get().size()) {
      roster = Roster.begin(session);
    }
    if (roster.size() < row.get().size()) {
      roster = fold(roster, store.entries(session, roster.size()));
      keep(roster);
    }
    return roster;
  }

  /// Appends the entry that leads from one roster to the next, if the log is still the one that
  /// `before` is folded from.
  ///
  /// @param extra adds to what every entry changes
  AppendResult append(
      Roster before, Roster after, StatementEntry entry, UnaryOperator<Effects> extra) {
    var effects =
        Effects.of(after.lastChange(), after.epoch()).withExpiresAt(clock.instant().plus(idleTtl));
    var result = store.append(before.sid(), before.size(), entry.text(), extra.apply(effects));
    if (result instanceof AppendResult.Appended) {
      keep(after);
      changed.accept(after.sid());
    }
    return result;
  }

  /// Somebody is active in the session: it lives on. Written down only when it makes a difference
  /// of a hundredth, so that activity costs next to nothing.
  void renew(SessionId session) {
    var until = clock.instant().plus(idleTtl);
    var row = store.find(session);
    if (row.isPresent() && row.get().expiresAt().isBefore(until.minus(idleTtl.dividedBy(100)))) {
      store.extend(session, until);
    }
  }

  private void keep(Roster roster) {
    synchronized (newest) {
      newest.put(roster.sid(), roster);
    }
  }

  private Roster kept(SessionId session) {
    synchronized (newest) {
      var roster = newest.get(session);
      return roster == null ? Roster.begin(session) : roster;
    }
  }

  private static Roster fold(Roster roster, List<String> entries) {
    try {
      for (var entry : entries) {
        roster = roster.apply(StatementEntry.parse(entry));
      }
      return roster;
    } catch (IllegalArgumentException | StatementException e) {
      throw new IllegalStateException("the log holds an entry that does not fold", e);
    }
  }
}
