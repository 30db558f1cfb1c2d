package dev.latchkey.broker.store.memory;

import dev.latchkey.broker.relay.Page;
import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.broker.store.ChannelState;
import dev.latchkey.crypto.Bytes;
import java.util.ArrayList;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The frames of one channel.
final class MemoryChannel {
  private final NavigableMap<Long, Bytes> frames = new TreeMap<>();
  private ChannelState state = ChannelState.UNWRITTEN;

  ChannelState state() {
    return state;
  }

  long storedBytes(long upTo) {
    return frames.headMap(upTo, true).values().stream().mapToLong(Bytes::size).sum();
  }

  void add(Bytes frame, OptionalLong covers) {
    state = state.after(covers);
    frames.headMap(state.covered(), true).clear();
    frames.put(state.head(), frame);
  }

  Page page(long after, int maxBytes) {
    var page = new ArrayList<StoredFrame>();
    long bytes = 0;
    for (Map.Entry<Long, Bytes> stored : frames.tailMap(after, false).entrySet()) {
      bytes += stored.getValue().size();
      if (bytes > maxBytes && !page.isEmpty()) {
        return new Page(state.head(), state.base(), true, page);
      }
      page.add(new StoredFrame(stored.getKey(), stored.getValue()));
    }
    return new Page(state.head(), state.base(), false, page);
  }
}
