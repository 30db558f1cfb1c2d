package dev.latchkey.broker.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.Checkpoint;
import dev.latchkey.crypto.ledger.ConsistencyProof;
import dev.latchkey.crypto.ledger.NoteKey;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// Every checkpoint that a log has ever signed.
public final class SignedCheckpoints {
  private final Set<String> notes = new HashSet<>();
  private int sizes;

  public void add(String note) {
    notes.add(note);
  }

  /// How many sizes there are, once they were found consistent.
  public int count() {
    return sizes;
  }

  /// Demands that this key signed them all, that no two of one size differ, that each is the root
  /// over the beginning of the log's entries, and that each two are proven consistent.
  ///
  /// @return how many pairs that were
  public int requireConsistent(BrokerLog log, NoteKey key) {
    NavigableMap<Long, Bytes> roots = new TreeMap<>();
    for (var note : notes) {
      var checkpoint = Checkpoint.open(note, key);
      var other = roots.put(checkpoint.size(), checkpoint.root());
      assertThat(other).isIn(null, checkpoint.root());
    }
    sizes = roots.size();
    requireRoots(roots, entries(log));
    roots.remove(0L);
    int pairs = 0;
    for (var from : roots.entrySet()) {
      for (var to : roots.tailMap(from.getKey()).entrySet()) {
        var hashes = log.consistency(from.getKey(), to.getKey());
        var proof = new ConsistencyProof(from.getKey(), to.getKey(), hashes);
        assertThat(proof.proves(from.getValue(), to.getValue())).as("%s → %s", from, to).isTrue();
        pairs++;
      }
    }
    return pairs;
  }

  private static List<byte[]> entries(BrokerLog log) {
    var reader =
        new TileReader(
            path -> {
              var name = path.replaceFirst("tile/entries/", "").split("\\.p/");
              int width = name.length == 1 ? BrokerLog.TILE_WIDTH : Integer.parseInt(name[1]);
              return log.bundle(Long.parseLong(name[0]), width).orElseThrow();
            });
    return reader.entries(log.size());
  }

  private static void requireRoots(NavigableMap<Long, Bytes> roots, List<byte[]> entries) {
    roots
        .tailMap(1L)
        .forEach(
            (size, root) ->
                assertThat(TileReader.rootOf(entries.subList(0, Math.toIntExact(size))))
                    .isEqualTo(root.toByteArray()));
  }
}
