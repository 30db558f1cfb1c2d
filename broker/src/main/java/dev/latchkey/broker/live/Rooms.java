package dev.latchkey.broker.live;

import dev.latchkey.broker.relay.ChannelStore;
import dev.latchkey.broker.relay.Commit;
import dev.latchkey.broker.relay.Commits;
import dev.latchkey.broker.session.Rosters;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.broker.session.Standing;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.seal.FrameHeader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The rooms of all sessions that somebody is connected to. The first one opens a room, the last
/// one closes it.
public final class Rooms implements Commits.Listener {
  private final SessionStore sessions;
  private final ChannelStore channels;
  private final Rosters rosters;
  private final Function<SessionId, String> checkpoints;
  private final int compactAfter;
  private final LongSupplier nanoTime;
  private final Elsewhere elsewhere;
  private final Map<SessionId, Room> rooms = new ConcurrentHashMap<>();

  /// @param checkpoints signs the checkpoint of a session's ledger as it is now
  /// @param compactAfter with more frames above its base a channel is to be compacted
  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  /// @param elsewhere the rooms of other brokers
  public Rooms(
      SessionStore sessions,
      ChannelStore channels,
      Rosters rosters,
      Function<SessionId, String> checkpoints,
      int compactAfter,
      LongSupplier nanoTime,
      Elsewhere elsewhere) {
    this.sessions = sessions;
    this.channels = channels;
    this.rosters = rosters;
    this.checkpoints = checkpoints;
    this.compactAfter = compactAfter;
    this.nanoTime = nanoTime;
    this.elsewhere = elsewhere;
  }

  /// The room of the session, with the seat in it until [#leave].
  Room enter(SessionId session, Seat seat) {
    var room =
        rooms.compute(
            session,
            (_, open) -> {
              var entered = open == null ? open(session) : open;
              entered.enter(seat);
              return entered;
            });
    elsewhere.opened(session);
    return room;
  }

  void leave(SessionId session, Seat seat) {
    rooms.computeIfPresent(session, (_, room) -> room.leave(seat) ? null : room);
    if (!has(session, seat.member()) && !elsewhere.ask(session, seat.member())) {
      left(session, seat.member());
    }
  }

  /// Whether the member has a connection here.
  public boolean has(SessionId session, MemberId member) {
    var room = rooms.get(session);
    return room != null && room.has(member);
  }

  /// The member's last connection to any broker is gone, unless it has one here.
  public void left(SessionId session, MemberId member) {
    var room = rooms.get(session);
    if (room != null) {
      room.left(member);
    }
  }

  /// Passes an ephemeral frame on to all in the session but one.
  ///
  /// @param but who sent it, if that is a connection here
  void relay(SessionId session, FrameHeader header, Bytes frame, @Nullable Seat but) {
    var room = rooms.get(session);
    if (room == null || room.relay(header, frame, seat -> seat != but)) {
      elsewhere.relay(session, frame);
    }
  }

  /// Passes an ephemeral frame from elsewhere on to all in the session's room.
  public void hear(SessionId session, FrameHeader header, Bytes frame) {
    var room = rooms.get(session);
    if (room != null) {
      room.hear(header, frame);
    }
  }

  /// Names all members of whom a room has heard from elsewhere, and not that they have left.
  public void eachElsewhere(BiConsumer<SessionId, MemberId> action) {
    rooms.forEach(
        (session, room) -> room.elsewhere().forEach(member -> action.accept(session, member)));
  }

  /// Other brokers may have written to the session: passes on what its room was not told of.
  ///
  /// @param standing where the session stands; null if it is gone
  public void moved(SessionId session, @Nullable Standing standing) {
    var room = rooms.get(session);
    if (room != null && standing != null) {
      room.moved(standing);
    } else if (room != null) {
      room.changed();
    }
  }

  /// The sessions that have a room.
  public Set<SessionId> sessions() {
    return rooms.keySet();
  }

  @Override
  public void written(SessionId session, List<Commit> commits) {
    var room = rooms.get(session);
    if (room != null) {
      room.written(commits);
    }
  }

  @Override
  public void changed(SessionId session) {
    var room = rooms.get(session);
    if (room != null) {
      room.changed();
    }
  }

  @Override
  public void grown(SessionId session) {
    var room = rooms.get(session);
    if (room != null) {
      room.grown();
    }
  }

  void tick() {
    rooms.values().forEach(Room::tick);
  }

  /// How many rooms are open.
  public int count() {
    return rooms.size();
  }

  /// How many members are connected, each counted once in its session.
  public long members() {
    return rooms.values().stream().mapToLong(Room::members).sum();
  }

  private Room open(SessionId session) {
    var history = new History(sessions, channels, rosters, checkpoints, session);
    return new Room(history, compactAfter, nanoTime);
  }
}
