package dev.latchkey.crypto.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerklePathTest {
  private static final Bytes HASH = MerkleTree.EMPTY_ROOT;

  @Test
  void asManyHashesFitAsTheWayHasSiblingsAndOfThatSizeAlone() {
    var way = MerklePath.to(2, 4);

    assertThat(way.fits(List.of(HASH, HASH))).isTrue();
    assertThat(way.fits(List.of(HASH))).isFalse();
    assertThat(way.fits(List.of(HASH, HASH, HASH))).isFalse();
    assertThat(way.fits(List.of(HASH, Bytes.of(new byte[31])))).isFalse();
  }
}
