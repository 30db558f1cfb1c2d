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

/// The rosters of sessions, folded from their logs. Folding checks signatures and costs; so those
/// used last are kept and only brought up to date with what the store has more.
public final class Rosters {
  private final SessionStore store;
  private final InstantSource clock;
  private final Map<SessionId, Roster> newest;

  /// @param most how many rosters are kept
  public Rosters(SessionStore store, InstantSource clock, int most) {
    this.store = store;
    this.clock = clock;
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
      keep(session, roster);
    }
    return roster;
  }

  /// Somebody is active in the session: it lives on for that long. Written down only when it makes
  /// a difference of a hundredth, so that activity costs next to nothing.
  void renew(SessionId session, Duration idleTtl) {
    var until = clock.instant().plus(idleTtl);
    var row = store.find(session);
    if (row.isPresent() && row.get().expiresAt().isBefore(until.minus(idleTtl.dividedBy(100)))) {
      store.extend(session, until);
    }
  }

  /// Takes a roster that the caller has folded further, so that nobody has to do it again.
  void keep(SessionId session, Roster roster) {
    synchronized (newest) {
      newest.put(session, roster);
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
