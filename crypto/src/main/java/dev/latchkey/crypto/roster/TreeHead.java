package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;

/// Size and root of the newest ledger checkpoint that a host had verified when it signed.
public record TreeHead(long size, Bytes root) {
  /// Stands where no checkpoint was seen yet.
  public static final TreeHead EMPTY = new TreeHead(0, Bytes.of(Hashes.sha256()));
}
