package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import java.nio.ByteBuffer;

/// What a sender had seen when it sealed a frame: its head of this channel with the running hash,
/// its statement log, its newest ledger checkpoint. Readers compare it with what they have seen, so
/// a broker that shows two histories is caught. 113 bytes.
public record FrameLinks(
    boolean conditional,
    long head,
    Bytes headHash,
    Bytes logHash,
    long checkpointSize,
    Bytes checkpointRoot) {
  static final int SIZE = 113;

  private static final int CONDITIONAL = 1;
  private static final int HASH_SIZE = 32;

  /// A conditional frame counts only at position `head + 1`.
  public FrameLinks {
    Bounds.requireNumber("head", head);
    Bounds.requireSize("head hash", headHash, HASH_SIZE);
    Bounds.requireSize("log hash", logHash, HASH_SIZE);
    Bounds.requireNumber("checkpoint size", checkpointSize);
    Bounds.requireSize("checkpoint root", checkpointRoot, HASH_SIZE);
  }

  byte[] encode() {
    return ByteBuffer.allocate(SIZE)
        .put((byte) (conditional ? CONDITIONAL : 0))
        .putLong(head)
        .put(headHash.toByteArray())
        .put(logHash.toByteArray())
        .putLong(checkpointSize)
        .put(checkpointRoot.toByteArray())
        .array();
  }

  static FrameLinks read(ByteReader from) {
    int flags = from.u8();
    if ((flags & ~CONDITIONAL) != 0) {
      throw new FormatException("links: unknown flag");
    }
    return new FrameLinks(
        flags == CONDITIONAL,
        from.u64(),
        from.bytes(HASH_SIZE),
        from.bytes(HASH_SIZE),
        from.u64(),
        from.bytes(HASH_SIZE));
  }
}
