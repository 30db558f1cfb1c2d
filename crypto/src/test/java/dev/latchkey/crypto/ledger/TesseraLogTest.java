package dev.latchkey.crypto.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.vectors.ExternalVectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A small log that transparency-dev/tessera made: fifteen entries, and a checkpoint after each.
class TesseraLogTest {
  private static final String LOG = "tessera/testdata/log/";
  private static final int SIZE = 15;

  private TestTree tree;
  private List<Checkpoint> checkpoints;

  @BeforeEach
  void read() throws IOException {
    var key = NoteKey.parse(text("tessera/VKEY.txt").strip());
    tree = TestTree.of(entries());
    checkpoints = new ArrayList<>();
    for (int size = 0; size <= SIZE; size++) {
      checkpoints.add(Checkpoint.open(text(LOG + "checkpoint." + size), key));
    }
  }

  @Test
  void everyCheckpointIsThatOfItsEntries() {
    for (int size = 0; size <= SIZE; size++) {
      assertThat(checkpoints.get(size))
          .isEqualTo(new Checkpoint("example.com/log/testdata", size, tree.root(size)));
    }
    ExternalVectors.ran("tessera, checkpoints", checkpoints.size());
  }

  @Test
  void everyTileHoldsTheHashesOfItsEntries() throws IOException {
    int ran = 0;
    for (String tile : ExternalVectors.files(LOG + "tile/0", "")) {
      var hashes = new ArrayList<Bytes>();
      var bytes = ByteBuffer.wrap(ExternalVectors.bytes(tile));
      while (bytes.hasRemaining()) {
        byte[] hash = new byte[MerkleTree.HASH_SIZE];
        bytes.get(hash);
        hashes.add(Bytes.of(hash));
      }
      for (int i = 0; i < hashes.size(); i++) {
        assertThat(hashes.get(i)).as(tile).isEqualTo(tree.leafHash(i));
      }
      assertThat(tile).endsWith("/" + hashes.size());
      ran++;
    }
    ExternalVectors.ran("tessera, tiles", ran);
  }

  @Test
  void everyEntryAndEveryEarlierTreeIsProvenInEveryCheckpoint() {
    for (int to = 1; to <= SIZE; to++) {
      Bytes root = checkpoints.get(to).root();
      for (int from = 1; from <= to; from++) {
        assertThat(tree.consistency(from, to).proves(checkpoints.get(from).root(), root)).isTrue();
        assertThat(tree.inclusion(from - 1, to).proves(tree.leafHash(from - 1), root)).isTrue();
      }
    }
  }

  /// Each behind its length in two bytes.
  private static List<byte[]> entries() throws IOException {
    var bytes = ByteBuffer.wrap(ExternalVectors.bytes(LOG + "tile/entries/000.p/" + SIZE));
    var entries = new ArrayList<byte[]>();
    while (bytes.hasRemaining()) {
      byte[] entry = new byte[Short.toUnsignedInt(bytes.getShort())];
      bytes.get(entry);
      entries.add(entry);
    }
    return entries;
  }

  private static String text(String path) throws IOException {
    return new String(ExternalVectors.bytes(path), UTF_8);
  }
}
