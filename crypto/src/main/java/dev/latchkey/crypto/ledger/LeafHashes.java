package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;
import java.util.Arrays;

/// The hashes of leaves, 32 bytes each and nothing else.
final class LeafHashes {
  private static final int FIRST_ROOM = 64;

  private byte[] hashes = new byte[FIRST_ROOM * MerkleTree.HASH_SIZE];
  private int size;

  void add(Bytes hash) {
    int at = size * MerkleTree.HASH_SIZE;
    if (at == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.multiplyExact(2, hashes.length));
    }
    System.arraycopy(hash.toByteArray(), 0, hashes, at, MerkleTree.HASH_SIZE);
    size++;
  }

  int size() {
    return size;
  }

  Bytes get(int index) {
    int at = index * MerkleTree.HASH_SIZE;
    return Bytes.of(Arrays.copyOfRange(hashes, at, at + MerkleTree.HASH_SIZE));
  }
}
