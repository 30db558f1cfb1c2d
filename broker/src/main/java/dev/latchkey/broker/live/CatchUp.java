package dev.latchkey.broker.live;

import dev.latchkey.broker.relay.Known;
import java.util.ArrayList;

/// Brings a new connection from what it knows to where its room is. What is read from the store
/// waits for the client, and of what is committed meanwhile only that is queued which it has caught
/// up with: so the distance does not cost memory.
final class CatchUp {
  private final Room room;
  private final Seat seat;

  CatchUp(Room room, Seat seat) {
    this.room = room;
    this.seat = seat;
  }

  void begin(Known known) {
    // Whoever lost its access since it was let in hears nothing.
    room.bringLog();
    var history = room.history();
    var row = history.row();
    var heads = new ArrayList<Message.Head>();
    for (int channel : known.channels().keySet()) {
      var stored = history.heads(channel);
      heads.add(new Message.Head(channel, stored.head(), stored.base()));
    }
    seat.send(new Welcome(row.size(), row.namesVersion(), heads).message());
    room.hearLedger(seat);
    log((int) Math.min(known.size(), row.size()));
    names(Math.min(known.namesVersion(), row.namesVersion()));
    known.channels().forEach(this::channel);
    seat.send(Message.live());
  }

  /// Sends the frames of the channel after this one, and those to come.
  void channel(int channel, long after) {
    long last = after;
    do {
      var page = room.history().page(channel, last);
      room.bringLog();
      for (var stored : page.frames()) {
        seat.sendPatiently(Message.frame(channel, stored));
        last = stored.seq();
      }
      seat.awaitRoom();
    } while (!room.hearChannel(seat, channel, last));
  }

  private void log(int from) {
    int position = from;
    for (var entries = room.history().entries(position);
        !entries.isEmpty();
        entries = room.history().entries(position)) {
      for (var entry : entries) {
        seat.sendPatiently(Message.statement(position++, entry));
      }
    }
    seat.awaitRoom();
    room.hearLog(seat, position);
  }

  private void names(long after) {
    long last = after;
    for (var name : room.history().names(after)) {
      seat.sendPatiently(Message.name(name));
      last = name.version();
    }
    seat.awaitRoom();
    room.hearNames(seat, last);
  }
}
