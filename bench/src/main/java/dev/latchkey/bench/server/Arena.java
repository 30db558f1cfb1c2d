package dev.latchkey.bench.server;

import dev.latchkey.bench.load.Clients;
import dev.latchkey.bench.wire.Dialect;
import java.util.ArrayList;
import java.util.List;

/// A contender that was started just now, and whoever may join it.
public interface Arena extends AutoCloseable {
  ServerProcess server();

  /// A client that has not connected yet. The same one may connect several times.
  ///
  /// @param size of its messages
  Dialect dialect(int room, int client, int size);

  /// Ends it as an operator does.
  default void stop() {
    server().stop();
  }

  /// Starts it again after it was killed, on what it has kept.
  void restart();

  @Override
  void close();

  /// All clients, room by room.
  default List<Dialect> dialects(Topology topology, int size) {
    var dialects = new ArrayList<Dialect>();
    for (int room = 0; room < topology.rooms(); room++) {
      for (int client = 0; client < topology.clients(); client++) {
        dialects.add(dialect(room, client, size));
      }
    }
    return dialects;
  }

  default Clients clients() {
    return new Clients(server().address());
  }
}
