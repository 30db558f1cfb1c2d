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

  /// The version up to which everybody has been told the names who hears them.
  long namesVersion() {
    return namesVersion;
  }

  /// Tells the seat every statement from this position on, and those to come.
  ///
  /// @param until entries that the seats have been looked at by
  void tellStatements(Seat seat, int from, int until) {
    if (seats.stream().noneMatch(Seat::hearsLog)) {
      size = from;
    }
    tellStatements(until);
    int position = from;
    while (position < size) {
      for (var entry : history.entries(position)) {
        if (position < size) {
          seat.tell(position, Message.statement(position, entry));
          position++;
        }
      }
    }
    seat.hearLog();
    tellStatements(until);
  }

  /// Tells what the log has more.
  ///
  /// @param until entries that the seats have been looked at by
  void tellStatements(int until) {
    if (seats.stream().noneMatch(Seat::hearsLog)) {
      return;
    }
    while (size < until) {
      for (var entry : history.entries(size)) {
        if (size < until) {
          tell(size, Message.statement(size, entry));
          size++;
        }
      }
    }
  }

  private void tell(int position, Message statement) {
    seats.stream().filter(Seat::hearsLog).forEach(seat -> seat.tell(position, statement));
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
