package dev.latchkey.broker.live;

import java.util.List;

/// What a room has to say besides frames: statements and names, each once to every seat that hears
/// them, in their order. Guarded by the room.
final class News {
  private final History history;
  private final List<Seat> seats;
  private int size;
  private long namesVersion;

  /// @param seats of the room
  News(History history, List<Seat> seats) {
    this.history = history;
    this.seats = seats;
  }

  /// How many statements everybody has been told who hears them.
  int size() {
    return size;
  }

  /// Tells the seat every statement from this position on, and those to come.
  void tellStatements(Seat seat, int from) {
    if (seats.stream().noneMatch(Seat::hearsLog)) {
      size = from;
    }
    var _ = tellStatements();
    int position = from;
    while (position < size) {
      for (var entry : history.entries(position)) {
        if (position < size) {
          seat.send(Message.statement(position++, entry));
        }
      }
    }
    seat.hearLog();
    var _ = tellStatements();
  }

  /// Tells what the log has more.
  ///
  /// @return whether it had more
  boolean tellStatements() {
    if (seats.stream().noneMatch(Seat::hearsLog)) {
      return false;
    }
    int before = size;
    for (var entries = history.entries(size); !entries.isEmpty(); entries = history.entries(size)) {
      for (var entry : entries) {
        var message = Message.statement(size++, entry);
        seats.stream().filter(Seat::hearsLog).forEach(seat -> seat.send(message));
      }
    }
    return size > before;
  }

  /// Tells the seat every name above this version, and those to come.
  void tellNames(Seat seat, long after) {
    if (seats.stream().noneMatch(Seat::hearsNames)) {
      namesVersion = after;
    }
    tellNames();
    for (var name : history.names(after)) {
      if (name.version() <= namesVersion) {
        seat.send(Message.name(name));
      }
    }
    seat.hearNames();
    tellNames();
  }

  /// Tells the names that are new.
  void tellNames() {
    if (seats.stream().anyMatch(Seat::hearsNames)) {
      for (var name : history.names(namesVersion)) {
        namesVersion = name.version();
        var message = Message.name(name);
        seats.stream().filter(Seat::hearsNames).forEach(seat -> seat.send(message));
      }
    }
  }
}
