package dev.latchkey.broker.live;

import dev.latchkey.broker.relay.ChannelStore;
import dev.latchkey.broker.relay.Commit;
import dev.latchkey.broker.relay.Commits;
import dev.latchkey.broker.session.Rosters;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.seal.FrameHeader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// The rooms of all sessions that somebody is connected to. The first one opens a room, the last
/// one closes it.
public final class Rooms implements Commits.Listener {
  private final SessionStore sessions;
  private final ChannelStore channels;
  private final Rosters rosters;
  private final Function<SessionId, String> checkpoints;
  private final int compactAfter;
  private final LongSupplier nanoTime;
  private final Map<SessionId, Room> rooms = new ConcurrentHashMap<>();

  /// @param checkpoints signs the checkpoint of a session's ledger as it is now
  /// @param compactAfter with more frames above its base a channel is to be compacted
  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  public Rooms(
      SessionStore sessions,
      ChannelStore channels,
      Rosters rosters,
      Function<SessionId, String> checkpoints,
      int compactAfter,
      LongSupplier nanoTime) {
    this.sessions = sessions;
    this.channels = channels;
    this.rosters = rosters;
    this.checkpoints = checkpoints;
    this.compactAfter = compactAfter;
    this.nanoTime = nanoTime;
  }

  /// The room of the session, with the seat in it until [#leave].
  Room enter(SessionId session, Seat seat) {
    return rooms.compute(
        session,
        (_, room) -> {
          var entered = room == null ? open(session) : room;
          entered.enter(seat);
          return entered;
        });
  }

  void leave(SessionId session, Seat seat) {
    rooms.computeIfPresent(session, (_, room) -> room.leave(seat) ? null : room);
  }

  /// Passes the frame on to everybody in the session's room, if there is one.
  void relay(SessionId session, FrameHeader header, Bytes frame) {
    var room = rooms.get(session);
    if (room != null) {
      room.relay(header, frame, _ -> true);
    }
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
