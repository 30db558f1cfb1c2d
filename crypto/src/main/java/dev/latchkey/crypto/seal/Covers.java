package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.MemberId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Up to where a replace replaces, and what a reader that starts there could not know: the running
/// hash at that place and the last durable counters of the senders' newest instances.
public record Covers(long seq, Bytes hash, List<LastCounter> counters) {
  private static final int HASH_SIZE = 32;
  private static final int FIXED_SIZE = Long.BYTES + HASH_SIZE + Short.BYTES;
  private static final int MAX_COUNTERS = 0xffff;
  private static final int MAX_INSTANCES = 8;

  /// Throws [FormatException] unless the counters ascend byte by byte, each instance once, and were
  /// used up to `seq`, by at most 8 instances of a sender in an epoch.
  public Covers {
    Bounds.requireNumber("covers", seq);
    Bounds.requireSize("covered hash", hash, HASH_SIZE);
    counters = List.copyOf(counters);
    if (counters.size() > MAX_COUNTERS) {
      throw new FormatException("covers: want at most " + MAX_COUNTERS + " counters");
    }
    for (int i = 0; i < counters.size(); i++) {
      LastCounter last = counters.get(i);
      if (last.seq() > seq) {
        throw new FormatException("covers: want counters that were used up to there");
      }
      if (i > 0 && Arrays.compareUnsigned(counters.get(i - 1).key(), last.key()) >= 0) {
        throw new FormatException("covers: want ascending counters");
      }
      if (i >= MAX_INSTANCES && counters.get(i - MAX_INSTANCES).isAnInstanceBeside(last)) {
        throw new FormatException("covers: want at most " + MAX_INSTANCES + " of a sender");
      }
    }
  }

  /// The last durable counter of one instance of one sender in one epoch, and where it was used.
  /// With an instance of zero bytes and a counter of 0, the sender's floor: the last position of
  /// those instances that are left out.
  public record LastCounter(int epoch, MemberId sender, Bytes instance, long counter, long seq) {
    static final int SIZE = 44;

    public LastCounter {
      Bounds.requireEpoch(epoch);
      Bounds.requireSize("instance", instance, FrameHeader.INSTANCE_SIZE);
      Bounds.requireNumber("counter", counter);
      Bounds.requirePositive("position", seq);
      if ((counter == 0) != instance.equals(FrameHeader.NO_INSTANCE)) {
        throw new FormatException("counter: want 0 of no instance, and of no other");
      }
    }

    private boolean isAnInstanceBeside(LastCounter other) {
      return counter > 0 && epoch == other.epoch && sender.equals(other.sender);
    }

    private byte[] key() {
      return ByteBuffer.allocate(SIZE - 2 * Long.BYTES)
          .putInt(epoch)
          .put(sender.raw())
          .put(instance.toByteArray())
          .array();
    }

    private static LastCounter read(ByteReader from) {
      return new LastCounter(
          from.u32(),
          from.memberId(),
          from.bytes(FrameHeader.INSTANCE_SIZE),
          from.u64(),
          from.u64());
    }
  }

  byte[] encode() {
    ByteBuffer bytes =
        ByteBuffer.allocate(FIXED_SIZE + counters.size() * LastCounter.SIZE)
            .putLong(seq)
            .put(hash.toByteArray())
            .putShort((short) counters.size());
    for (LastCounter last : counters) {
      bytes.put(last.key()).putLong(last.counter()).putLong(last.seq());
    }
    return bytes.array();
  }

  static Covers read(ByteReader from) {
    long seq = from.u64();
    Bytes hash = from.bytes(HASH_SIZE);
    int count = from.u16();
    List<LastCounter> counters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      counters.add(LastCounter.read(from));
    }
    return new Covers(seq, hash, counters);
  }
}
