package dev.latchkey.bench.scenario;

import dev.latchkey.bench.server.Contender;
import dev.latchkey.bench.server.Latchkey;
import dev.latchkey.bench.server.Peer;
import java.util.List;

/// One thing to compare the contenders by.
public sealed interface Scenario permits Traffic, BigRoom, Idle, LateJoin, Start, Crash {
  /// What it is called on the command line.
  String name();

  String title();

  List<Figure> figures();

  boolean isFor(Contender contender);

  /// Measures once.
  void run(Contender contender, Pace pace, Results results);

  /// Whether the contender is one of those that look at what they pass on.
  static boolean isSyncEngine(Contender contender) {
    return switch (contender) {
      case Latchkey _ -> true;
      case Peer peer -> peer.keepsUpdates();
    };
  }

  /// Whether it is the broker without a disk, which goes with the one that has one.
  static boolean isInMemory(Contender contender) {
    return contender instanceof Latchkey latchkey && !latchkey.isDurable();
  }
}
