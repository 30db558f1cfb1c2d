package dev.latchkey.broker.store.memory;

import dev.latchkey.broker.ledger.Grown;
import dev.latchkey.broker.ledger.LogEntry;
import dev.latchkey.broker.ledger.LogStore;
import dev.latchkey.broker.ledger.LoggedCheckpoint;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.MerkleTree;
import dev.latchkey.crypto.roster.SessionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// The broker-wide log of the sessions in memory.
final class MemoryLog implements LogStore {
  private record Row(LogEntry entry, List<Bytes> nodes) {}

  private final Supplier<Map<SessionId, Long>> ledgerSizes;
  private final Map<SessionId, Long> loggedSizes = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private Optional<String> checkpoint = Optional.empty();

  /// @param ledgerSizes how long the ledger of each session is
  MemoryLog(Supplier<Map<SessionId, Long>> ledgerSizes) {
    this.ledgerSizes = ledgerSizes;
  }

  @Override
  public synchronized List<Grown> grown(int most) {
    return ledgerSizes.get().entrySet().stream()
        .filter(it -> it.getValue() > loggedSizes.getOrDefault(it.getKey(), 0L))
        .limit(most)
        .map(it -> new Grown(it.getKey(), it.getValue()))
        .toList();
  }

  @Override
  public boolean lead() {
    return true;
  }

  @Override
  public synchronized void append(List<LogEntry> entries) {
    for (var entry : entries) {
      if (entry.size() <= loggedSizes.getOrDefault(entry.session(), 0L)) {
        continue;
      }
      var leafHash = MerkleTree.leafHash(entry.text().toByteArray());
      rows.add(new Row(entry, MerkleTree.append(this::node, rows.size(), leafHash)));
      loggedSizes.put(entry.session(), entry.size());
    }
  }

  @Override
  public synchronized long size() {
    return rows.size();
  }

  @Override
  public synchronized List<Bytes> entries(long index, int most) {
    return rows.stream().skip(index).limit(most).map(row -> row.entry().text()).toList();
  }

  @Override
  public synchronized List<Bytes> nodes(int level, long number, int count) {
    return LongStream.range(number, number + count).mapToObj(it -> node(level, it)).toList();
  }

  private Bytes node(int level, long number) {
    return rows.get((int) (((number + 1) << level) - 1)).nodes().get(level);
  }

  @Override
  public synchronized List<LoggedCheckpoint> logged(SessionId session, int most) {
    if (!ledgerSizes.get().containsKey(session)) {
      return List.of();
    }
    var all =
        LongStream.range(0, rows.size())
            .mapToObj(index -> logged(session, index))
            .flatMap(Optional::stream)
            .toList();
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  private Optional<LoggedCheckpoint> logged(SessionId session, long index) {
    return Optional.of(rows.get((int) index).entry())
        .filter(it -> it.session().equals(session))
        .map(it -> new LoggedCheckpoint(index, it.size(), it.text()));
  }

  @Override
  public synchronized Optional<String> checkpoint() {
    return checkpoint;
  }

  @Override
  public synchronized void keepCheckpoint(String note) {
    checkpoint = Optional.of(note);
  }
}
