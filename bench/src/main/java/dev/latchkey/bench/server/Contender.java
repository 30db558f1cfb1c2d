package dev.latchkey.bench.server;

/// Something that passes messages on between the clients of a room.
public sealed interface Contender permits Latchkey, Peer {
  String title();

  /// Whether what it takes to start it is there.
  boolean isAvailable();

  /// Whether it gives a newcomer what was sent before.
  boolean keepsUpdates();

  /// Started anew, without anybody connected.
  ///
  /// @param isKept whether it is to keep updates across a restart, if it can
  Arena open(Topology topology, boolean isKept);
}
