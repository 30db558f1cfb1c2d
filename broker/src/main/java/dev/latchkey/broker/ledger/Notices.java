package dev.latchkey.broker.ledger;

import dev.latchkey.broker.limit.Caller;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.crypto.ledger.Details;
import dev.latchkey.crypto.ledger.EntryType;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.SessionId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Enters what the broker observes into the ledgers, behind the back of those who are observed: it
/// is gathered in memory and written once a second, whoever asks, so that no answer takes longer
/// for an invite that exists than for one that does not. A broker that is killed forgets what it
/// gathered in its last second.
///
/// Equal acts of one second are one entry with their number. What is more than its [Budget] is
/// summed up, without where it came from, until there is room for one more entry.
public final class Notices implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Notices.class.getName());
  private static final SessionId NOWHERE = new SessionId("A".repeat(27));
  private static final Notice NOTHING =
      Notice.refused(new InviteId("A".repeat(22)), Refusal.BAD_PROOF, 0);
  private static final long LONG_LEDGER = 50_000; // some 50 MiB
  private static final int MOST_APART = 16_384; // about 500 bytes each

  private final LedgerStore ledger;
  private final SessionStore sessions;
  private final Recording recording;
  private final LedgerMetrics metrics;
  private final InstantSource clock;
  private final Consumer<SessionId> grown;
  private final Budgets budgets;
  private final Object writing = new Object();
  private final Map<Place, Sum> held = new LinkedHashMap<>();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("notices").factory());
  private Map<Place, Sum> gathered = new LinkedHashMap<>();

  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  /// @param grown told of every session in whose ledger something was entered
  public Notices(
      LedgerStore ledger,
      SessionStore sessions,
      Recording recording,
      LedgerMetrics metrics,
      InstantSource clock,
      LongSupplier nanoTime,
      Consumer<SessionId> grown) {
    this.ledger = ledger;
    this.sessions = sessions;
    this.recording = recording;
    this.metrics = metrics;
    this.clock = clock;
    this.grown = grown;
    this.budgets = new Budgets(nanoTime);
  }

  /// Acts that are entered together.
  ///
  /// @param act without its log
  private record Place(SessionId session, Notice act, Optional<Details> details) {
    static Place of(SessionId session, Notice notice, Optional<Details> details) {
      return new Place(session, notice.withLog(0), details);
    }

    Place withoutDetails() {
      return new Place(session, act, Optional.empty());
    }
  }

  /// @param request of the act, if it is one alone
  private record Sum(int count, int log, String request, Instant lastAt) {
    Sum and(Sum later) {
      int both = (int) Math.min((long) count + later.count, Integer.MAX_VALUE);
      return new Sum(both, Math.max(log, later.log), "", later.lastAt);
    }
  }

  public void start() {
    var _ = executor.scheduleWithFixedDelay(this::write, 1, 1, TimeUnit.SECONDS);
  }

  /// Somebody has done this in the session.
  public void note(SessionId session, Notice notice, Caller caller) {
    var details = Optional.of(recording.details(session, caller));
    gather(Place.of(session, notice, details), notice.log(), caller.requestId());
  }

  /// As [#note], of what nobody asked for.
  public void note(SessionId session, Notice notice) {
    gather(Place.of(session, notice, Optional.empty()), notice.log(), "");
  }

  /// As [#note], with nothing to enter, for a join to an invite that does not exist.
  public void noteNothing(Caller caller) {
    note(NOWHERE, NOTHING, caller);
  }

  /// Returns when everything that was noted so far is in the store, as far as budgets go.
  public void settle() {
    synchronized (writing) {
      enter(taken(), false);
    }
  }

  private synchronized void gather(Place place, int log, String request) {
    boolean apart = gathered.size() < MOST_APART || gathered.containsKey(place);
    var sum = new Sum(1, log, request, clock.instant());
    var _ = gathered.merge(apart ? place : place.withoutDetails(), sum, Sum::and);
  }

  private synchronized Map<Place, Sum> taken() {
    var taken = gathered;
    gathered = new LinkedHashMap<>();
    taken.keySet().removeIf(it -> it.session().equals(NOWHERE));
    return taken;
  }

  private void enter(Map<Place, Sum> taken, boolean all) {
    budgets.tidy();
    var entries = new LinkedHashMap<SessionId, List<NewEntry>>();
    // What had to wait comes first.
    held.entrySet().removeIf(it -> put(it.getKey(), it.getValue(), all, entries));
    taken.forEach(
        (place, sum) -> {
          if (!put(place, sum, all, entries)) {
            hold(place.withoutDetails(), sum);
          }
        });
    if (!entries.isEmpty()) {
      append(entries);
    }
    count(taken);
  }

  /// Puts the acts among the entries if there is room for them.
  private boolean put(Place place, Sum sum, boolean all, Map<SessionId, List<NewEntry>> entries) {
    var session = place.session();
    if (!budgets.take(session, place.act().actor(), place.act().budget()) && !all) {
      return false;
    }
    var details = place.details().map(recording::salted);
    var entry = NewEntry.of(place.act().withLog(sum.log()), sum.count(), sum.request(), details);
    return entries.computeIfAbsent(session, _ -> new ArrayList<>()).add(entry);
  }

  private void hold(Place place, Sum sum) {
    switch (place.act().budget()) {
      case MEMBER, ANYONE -> held.merge(place, sum, Sum::and);
      // Whoever follows a ledger would make it grow for ever.
      case READER -> {}
    }
  }

  /// All at once, so that the store can make them durable together.
  private void append(Map<SessionId, List<NewEntry>> entries) {
    try (var appending = Executors.newVirtualThreadPerTaskExecutor()) {
      entries.forEach((session, acts) -> appending.execute(() -> append(session, acts)));
    }
  }

  private void append(SessionId session, List<NewEntry> acts) {
    try {
      var entries = NewEntries.at(clock.instant(), acts);
      long size = ledger.append(session, entries);
      if (size > 0) {
        metrics.entered(entries);
        grown.accept(session);
      }
      if (size > LONG_LEDGER) {
        budgets.slowDown(session);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "observed acts of a session were not entered", e);
    }
  }

  /// Counts looks and refusals for the hosts' list of invites.
  private void count(Map<Place, Sum> taken) {
    var opened = new LinkedHashMap<Invited, Sum>();
    var refused = new LinkedHashMap<Invited, Sum>();
    taken.forEach(
        (place, sum) -> {
          if (place.act().type() == EntryType.INVITE_OPENED) {
            opened.merge(Invited.of(place), sum, Sum::and);
          } else if (place.act().type() == EntryType.INVITE_REFUSED) {
            refused.merge(Invited.of(place), sum, Sum::and);
          }
        });
    opened.forEach((at, sum) -> sessions.countOpened(at.session(), at.invite(), sum.count()));
    refused.forEach(
        (at, sum) -> sessions.countFailed(at.session(), at.invite(), sum.count(), sum.lastAt()));
  }

  private record Invited(SessionId session, InviteId invite) {
    static Invited of(Place place) {
      return new Invited(place.session(), new InviteId(place.act().object()));
    }
  }

  private void write() {
    try {
      settle();
    } catch (RuntimeException e) {
      // A round that threw would be the last one.
      LOG.log(Level.ERROR, "observed acts were not entered", e);
    }
  }

  /// Enters what is left, beyond all budgets, too.
  @Override
  public void close() {
    executor.close();
    synchronized (writing) {
      try {
        enter(taken(), true);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "observed acts were not entered", e);
      }
    }
  }
}
