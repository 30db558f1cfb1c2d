package dev.latchkey.broker.session;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.ledger.LedgerMetrics;
import dev.latchkey.broker.ledger.LedgerStore;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.NewEntry;
import dev.latchkey.broker.ledger.Provenance;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.roster.StatementException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The rosters of sessions, folded from their logs, and the way to append to those logs. Folding
/// checks signatures and costs; so the rosters used last are kept, and only brought up to date with
/// what the store has more, by one caller at a time for all who want the same session.
public final class Rosters {
  private static final int FOLD_CHARS = 262_144;

  private final SessionStore store;
  private final LedgerStore ledgers;
  private final LedgerMetrics metrics;
  private final InstantSource clock;
  private final Lifetime lifetime;
  private final Consumer<SessionId> changed;
  private final Map<SessionId, Roster> newest;
  private final ConcurrentMap<SessionId, CompletableFuture<Void>> folding =
      new ConcurrentHashMap<>();

  /// What keeps the rosters of one broker.
  ///
  /// @param lifetime how long sessions live
  /// @param changed told of every session whose log has grown
  /// @param most how many rosters are kept
  public Rosters(
      SessionStore store,
      LedgerStore ledgers,
      LedgerMetrics metrics,
      InstantSource clock,
      Lifetime lifetime,
      Consumer<SessionId> changed,
      int most) {
    this.store = store;
    this.ledgers = ledgers;
    this.metrics = metrics;
    this.clock = clock;
    this.lifetime = lifetime;
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
    return upTo(live(session).orElseThrow(() -> new NotFound("no such session")).size(), session);
  }

  /// As [#of], but a roster without anybody for a session that is not there, after the same work.
  Roster orEmpty(SessionId session) {
    var row = live(session);
    var roster = upTo(row.map(SessionRow::size).orElse(0), session);
    return row.isPresent() ? roster : Roster.begin(session);
  }

  private Optional<SessionRow> live(SessionId session) {
    return store.find(session).filter(it -> it.isLiveAt(clock.instant()));
  }

  private Roster upTo(int size, SessionId session) {
    while (true) {
      var roster = kept(session);
      if (roster.size() >= size) {
        return roster;
      }
      var mine = new CompletableFuture<Void>();
      var others = folding.putIfAbsent(session, mine);
      if (others != null) {
        others.join();
        continue;
      }
      try {
        return catchUp(session, size);
      } finally {
        folding.remove(session);
        mine.complete(null);
      }
    }
  }

  private Roster catchUp(SessionId session, int size) {
    var roster = kept(session);
    if (roster.size() == 0 && ledgers.size(session) == 0) {
      beginLedger(session, size);
    }
    while (roster.size() < size) {
      roster = fold(roster, page(session, roster.size()));
    }
    keep(roster);
    return roster;
  }

  private List<String> page(SessionId session, int from) {
    var entries = store.entries(session, from, FOLD_CHARS);
    if (entries.isEmpty()) {
      throw new NotFound("the session is gone");
    }
    return entries;
  }

  /// A session that an older broker made has a log and no ledger. It gets the entries of all its
  /// statements before anything else is entered, at the time of now: nobody knows a better one.
  private void beginLedger(SessionId session, int size) {
    var entries = new ArrayList<NewEntry>();
    var roster = Roster.begin(session);
    while (roster.size() < size) {
      for (var text : page(session, roster.size())) {
        var entry = StatementEntry.parse(text);
        entries.addAll(NewEntry.of(roster, entry, Provenance.NONE));
        roster = fold(roster, List.of(text));
      }
    }
    ledgers.begin(session, NewEntries.at(clock.instant(), entries));
  }

  /// Appends the entry that leads from one roster to the next, if the log is still the one that
  /// `before` is folded from. In the same step the ledger gets what the entry does.
  ///
  /// @param provenance by which request it came
  /// @param extra adds to what every entry changes
  AppendResult append(
      Roster before,
      Roster after,
      StatementEntry entry,
      Provenance provenance,
      UnaryOperator<Effects> extra) {
    var now = clock.instant();
    var entries = NewEntries.at(now, NewEntry.of(before, entry, provenance));
    var effects =
        Effects.of(after.lastChange(), after.epoch())
            .withExpiresAt(lifetime.expiry(createdAt(before.sid()), now))
            .withEntries(entries);
    var result = store.append(before.sid(), before.size(), entry.text(), extra.apply(effects));
    if (result instanceof AppendResult.Appended) {
      keep(after);
      metrics.entered(entries);
      changed.accept(after.sid());
    }
    return result;
  }

  private Instant createdAt(SessionId session) {
    return store.find(session).orElseThrow(() -> new NotFound("the session is gone")).createdAt();
  }

  /// Somebody is active in the session: it lives on. Written down only when it makes a difference
  /// of a hundredth, so that activity costs next to nothing.
  void renew(SessionId session) {
    var row = store.find(session);
    if (row.isPresent()) {
      var until = lifetime.expiry(row.get().createdAt(), clock.instant());
      if (row.get().expiresAt().isBefore(until.minus(lifetime.idle().dividedBy(100)))) {
        store.extend(session, until);
      }
    }
  }

  private void keep(Roster roster) {
    synchronized (newest) {
      newest.merge(roster.sid(), roster, (old, next) -> next.size() > old.size() ? next : old);
    }
  }

  private Roster kept(SessionId session) {
    synchronized (newest) {
      var roster = newest.get(session);
      return roster == null ? Roster.begin(session) : roster;
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // See below: nothing relies on who comes next.
  private static Roster fold(Roster roster, List<String> entries) {
    try {
      for (var entry : entries) {
        roster = roster.apply(StatementEntry.parse(entry));
        // A long log must not keep every other request from the processor.
        Thread.yield();
      }
      return roster;
    } catch (IllegalArgumentException | StatementException e) {
      throw new IllegalStateException("the log holds an entry that does not fold", e);
    }
  }
}
