package dev.latchkey.broker.store.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.NewEntry;
import dev.latchkey.broker.ledger.StoredEntry;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.MerkleTree;
import dev.latchkey.crypto.ledger.TreeNodes;
import dev.latchkey.crypto.roster.MemberId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The ledger of one session. Each list has a place per entry.
final class MemoryLedger implements TreeNodes {
  private final List<Long> times = new ArrayList<>();
  private final List<StoredEntry> entries = new ArrayList<>();
  private final List<List<Bytes>> nodes = new ArrayList<>();
  private final NavigableMap<Integer, Long> indexes = new TreeMap<>();

  long append(NewEntries added) {
    long at = Math.max(added.nowMicros(), times.isEmpty() ? 0 : times.getLast());
    for (var entry : added.entries()) {
      add(entry, at);
    }
    return size();
  }

  private void add(NewEntry added, long at) {
    var leaf = added.at(at).text();
    nodes.add(MerkleTree.append(this, size(), MerkleTree.leafHash(leaf.getBytes(US_ASCII))));
    added.position().ifPresent(position -> indexes.putIfAbsent(position, size()));
    entries.add(new StoredEntry(size(), leaf, added.details()));
    times.add(at);
  }

  long size() {
    return entries.size();
  }

  List<StoredEntry> entries(long from, int most) {
    return entries.stream().skip(from).limit(most).toList();
  }

  @Override
  public Bytes node(int level, long index) {
    long last = ((index + 1) << level) - 1;
    if (last >= nodes.size()) {
      throw new NoSuchElementException("no such node");
    }
    return nodes.get((int) last).get(level);
  }

  OptionalLong indexOf(int position) {
    var index = indexes.get(position);
    return index == null ? OptionalLong.empty() : OptionalLong.of(index);
  }

  int statements(long size) {
    return indexes.descendingMap().entrySet().stream()
        .filter(it -> it.getValue() < size)
        .findFirst()
        .map(it -> it.getKey() + 1)
        .orElse(0);
  }

  /// Erases details of entries before a time, and returns of how many.
  int eraseDetails(Instant before, int most) {
    long micros = NewEntries.micros(before);
    return eraseDetails(entry -> times.get((int) entry.index()) < micros, most);
  }

  /// Erases details of entries about this member, and returns of how many.
  int eraseDetails(MemberId member) {
    return eraseDetails(entry -> entry.isAbout(member), Integer.MAX_VALUE);
  }

  private int eraseDetails(Predicate<StoredEntry> which, int most) {
    int erased = 0;
    for (int i = 0; i < entries.size() && erased < most; i++) {
      var entry = entries.get(i);
      if (entry.details().isPresent() && which.test(entry)) {
        entries.set(i, entry.erased());
        erased++;
      }
    }
    return erased;
  }
}
