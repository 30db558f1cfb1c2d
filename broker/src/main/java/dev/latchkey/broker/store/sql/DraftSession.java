package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.relay.FrameToStore;
import dev.latchkey.broker.session.SessionRow;
import dev.latchkey.broker.store.ChannelState;
import dev.latchkey.broker.store.LastFrame;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A session with all that was written in the open transaction.
public final class DraftSession {
  private final long id;
  private final Map<Integer, ChannelState> channels = new HashMap<>();
  private final Set<Integer> changedChannels = new HashSet<>();
  private final Map<Instance, LastFrame> lastFrames = new HashMap<>();
  private final Set<Instance> changedInstances = new LinkedHashSet<>();
  private SessionRow row;

  private record Instance(int epoch, MemberId sender, Bytes id) {
    static Instance of(FrameToStore frame) {
      return new Instance(frame.epoch(), frame.sender(), frame.instance());
    }
  }

  DraftSession(HeldSession held) {
    this.id = held.id();
    this.row = held.row();
  }

  long id() {
    return id;
  }

  SessionRow row() {
    return row;
  }

  public ChannelState channel(Sql sql, int number) throws SQLException {
    var state = channels.get(number);
    if (state == null) {
      state = ChannelRows.state(sql, id, number);
      channels.put(number, state);
    }
    return state;
  }

  /// The last durable frame of the instance that has sent this one; null if there is none.
  @Nullable LastFrame last(Sql sql, FrameToStore frame) throws SQLException {
    var last = lastFrames.get(Instance.of(frame));
    return last == null
        ? Counters.DURABLE.last(sql, id, frame.epoch(), frame.sender(), frame.instance())
        : last;
  }

  /// The frame is the newest of its channel.
  ///
  /// @return how many instances more are known with it
  int change(int channel, FrameToStore frame, ChannelState next, long grownBy) {
    channels.put(channel, next);
    changedChannels.add(channel);
    row = row.grownBy(grownBy);
    var instance = Instance.of(frame);
    changedInstances.add(instance);
    var before =
        lastFrames.put(instance, LastFrame.of(frame.counter(), frame.frame(), next.head()));
    return before == null ? 1 : 0;
  }

  /// How many instances are known.
  int instances() {
    return lastFrames.size();
  }

  /// Adds what was changed since the last call.
  void add(Sql sql) throws SQLException {
    sql.add("UPDATE sessions SET stored_bytes = ? WHERE id = ?", row.storedBytes(), id);
    for (int number : changedChannels) {
      ChannelRows.add(sql, id, number, Objects.requireNonNull(channels.get(number)));
    }
    for (var it : changedInstances) {
      var last = Objects.requireNonNull(lastFrames.get(it));
      Counters.DURABLE.add(sql, id, it.epoch(), it.sender(), it.id(), last);
    }
    changedChannels.clear();
    changedInstances.clear();
  }
}
