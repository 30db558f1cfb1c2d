package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.MemberId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Up to where a replace replaces, and what a reader that starts there could not know: the running
/// hash at that place and the last durable counter of every sender's instance.
public record Covers(long seq, Bytes hash, List<LastCounter> counters) {
  private static final int HASH_SIZE = 32;
  private static final int FIXED_SIZE = Long.BYTES + HASH_SIZE + Short.BYTES;
  private static final int MAX_COUNTERS = 0xffff;

  /// Throws [FormatException] unless the counters ascend byte by byte, each instance once.
  public Covers {
    Bounds.requireNumber("covers", seq);
    Bounds.requireSize("covered hash", hash, HASH_SIZE);
    counters = List.copyOf(counters);
    if (counters.size() > MAX_COUNTERS) {
      throw new FormatException("covers: want at most " + MAX_COUNTERS + " counters");
    }
    for (int i = 1; i < counters.size(); i++) {
      if (Arrays.compareUnsigned(counters.get(i - 1).instanceKey(), counters.get(i).instanceKey())
          >= 0) {
        throw new FormatException("covers: want ascending counters");
      }
    }
  }

  /// The last durable counter of one instance of one sender in one epoch.
  public record LastCounter(int epoch, MemberId sender, Bytes instance, long counter) {
    static final int SIZE = 36;

    public LastCounter {
      Bounds.requireEpoch(epoch);
      Bounds.requireSize("instance", instance, FrameHeader.INSTANCE_SIZE);
      Bounds.requirePositive("counter", counter);
    }

    private byte[] instanceKey() {
      return ByteBuffer.allocate(SIZE - Long.BYTES)
          .putInt(epoch)
          .put(sender.raw())
          .put(instance.toByteArray())
          .array();
    }

    private static LastCounter read(ByteReader from) {
      return new LastCounter(
          from.u32(), from.memberId(), from.bytes(FrameHeader.INSTANCE_SIZE), from.u64());
    }
  }

  byte[] encode() {
    ByteBuffer bytes =
        ByteBuffer.allocate(FIXED_SIZE + counters.size() * LastCounter.SIZE)
            .putLong(seq)
            .put(hash.toByteArray())
            .putShort((short) counters.size());
    for (LastCounter last : counters) {
      bytes.put(last.instanceKey()).putLong(last.counter());
    }
    return bytes.array();
  }

  static Covers read(ByteReader from) {
    long seq = from.u64();
    Bytes hash = from.bytes(HASH_SIZE);
    int count = from.u16();
    if (count > from.remaining() / LastCounter.SIZE) {
      throw new FormatException("covers: fewer counters than announced");
    }
    List<LastCounter> counters = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      counters.add(LastCounter.read(from));
    }
    return new Covers(seq, hash, counters);
  }
}
