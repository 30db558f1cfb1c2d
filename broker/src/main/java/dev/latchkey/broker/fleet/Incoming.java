package dev.latchkey.broker.fleet;

import dev.latchkey.broker.live.Rooms;
import dev.latchkey.broker.relay.Waiters;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.seal.Frame;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Hears what the other brokers tell of the sessions that somebody listens to here, and passes it
/// on as if it had happened here.
final class Incoming implements Redis.Listener, AutoCloseable {
  private static final Logger LOG = System.getLogger(Incoming.class.getName());
  private static final Duration TICK = Duration.ofMillis(100);
  private static final int TICKS_BETWEEN_SWEEPS = 10;
  private static final int SWEEPS_UNTIL_IGNORED = 30;

  private final Redis redis;
  private final BulletinSeal seal;
  private final Absences absences;
  private final Outgoing outgoing;
  private final Rooms rooms;
  private final Waiters waiters;
  private final StoreWatch watch;
  private final Map<String, Inbox> inboxes = new ConcurrentHashMap<>();
  private final Map<String, Integer> unwanted = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("fleet-timer").factory());
  private int ticks;

  Incoming(
      Redis redis,
      BulletinSeal seal,
      Absences absences,
      Outgoing outgoing,
      Rooms rooms,
      Waiters waiters,
      StoreWatch watch) {
    this.redis = redis;
    this.seal = seal;
    this.absences = absences;
    this.outgoing = outgoing;
    this.rooms = rooms;
    this.waiters = waiters;
    this.watch = watch;
  }

  void start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void told(String channel, byte[] message) {
    var inbox =
        inboxes.computeIfAbsent(
            channel,
            _ -> {
              var session = Outgoing.session(channel);
              return new Inbox(told -> open(session, told));
            });
    if (!inbox.add(message)) {
      watch.doubt(Outgoing.session(channel));
    }
  }

  @Override
  public void missed(String channel) {
    watch.doubt(Outgoing.session(channel));
  }

  @Override
  public void missed() {
    watch.doubtAll();
  }

  private void open(SessionId session, byte[] sealed) {
    try {
      seal.open(session, sealed).ifPresent(bulletin -> pass(session, bulletin));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "what another broker told cannot be passed on", e);
      watch.doubt(session);
    }
  }

  private void pass(SessionId session, Bulletin bulletin) {
    switch (bulletin) {
      case Bulletin.Written(var commits) -> {
        rooms.written(session, commits);
        waiters.changed(session);
      }
      case Bulletin.Moved _ -> watch.look(session);
      case Bulletin.Changed _ -> {
        rooms.changed(session);
        waiters.changed(session);
      }
      case Bulletin.Grown _ -> rooms.grown(session);
      case Bulletin.Relayed(var frame) -> {
        try {
          rooms.hear(session, Frame.headerOf(frame), frame);
        } catch (FormatException e) {
          // Of a broker that knows frames which this one does not.
        }
      }
      case Bulletin.Leaving(var member) -> {
        if (rooms.has(session, member)) {
          outgoing.here(session, member);
        } else {
          absences.begin(session, member);
        }
      }
      case Bulletin.Here(var member) -> absences.end(session, member);
    }
  }

  private void tick() {
    try {
      absences.tellOld(rooms::left);
      if (ticks++ % TICKS_BETWEEN_SWEEPS == 0) {
        sweep();
        if (redis.hasLostABroker()) {
          rooms.eachElsewhere(outgoing::doubt);
        }
      }
    } catch (RuntimeException e) {
      // The next round may succeed; a round that threw would be the last one.
      LOG.log(Level.ERROR, "the timer of the fleet failed", e);
    }
  }

  /// Listens for those who wait, and no longer for sessions that nobody has been in for a while.
  private void sweep() {
    var wanted = new HashSet<String>();
    rooms.sessions().forEach(session -> wanted.add(Outgoing.channel(session)));
    waiters.sessions().forEach(session -> wanted.add(Outgoing.channel(session)));
    wanted.forEach(redis::listen);
    unwanted.keySet().removeAll(wanted);
    for (var channel : redis.channels()) {
      if (!wanted.contains(channel)
          && unwanted.merge(channel, 1, Integer::sum) >= SWEEPS_UNTIL_IGNORED) {
        unwanted.remove(channel);
        redis.ignore(channel);
        inboxes.remove(channel);
      }
    }
  }

  @Override
  public void close() {
    timer.close();
  }
}
