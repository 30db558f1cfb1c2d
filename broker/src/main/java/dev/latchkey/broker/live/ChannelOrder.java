package dev.latchkey.broker.live;

import dev.latchkey.broker.relay.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Puts the commits of one channel into their order: they are made known by several threads, each
/// once it gets to run. Guarded by the room.
final class ChannelOrder {
  private final NavigableMap<Long, Commit> early = new TreeMap<>();
  private long last;

  /// @param last the newest sequence number that needs no announcement any more
  ChannelOrder(long last) {
    this.last = last;
  }

  /// The newest sequence number that was passed on.
  long last() {
    return last;
  }

  /// Takes a commit, and returns those whose turn it is with it.
  List<Commit> take(Commit commit) {
    if (commit.seq() > last) {
      early.put(commit.seq(), commit);
    }
    return ready();
  }

  /// Takes what the store has after the last one. Sequence numbers that it leaves out are covered.
  void skipTo(long seq) {
    last = Math.max(last, seq);
    early.headMap(last, true).clear();
  }

  /// How many commits wait for one before them.
  int waiting() {
    return early.size();
  }

  private List<Commit> ready() {
    var ready = new ArrayList<Commit>();
    while (!early.isEmpty() && early.firstKey() == last + 1) {
      last++;
      ready.add(early.pollFirstEntry().getValue());
    }
    return ready;
  }
}
