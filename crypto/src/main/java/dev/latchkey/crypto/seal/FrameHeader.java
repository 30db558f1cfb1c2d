package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.MemberId;
import java.nio.ByteBuffer;

/// The part of a frame that the broker reads; sealed and signed along with the rest. Throws
/// [FormatException] for values that no frame may carry. 40 bytes. FORMATS.md §9.
public record FrameHeader(
    FrameKind kind, int channel, int epoch, MemberId sender, Bytes instance, long counter) {
  public static final int SIZE = 40;
  public static final int INSTANCE_SIZE = 8;

  /// Stands for the instances that a list of counters leaves out. No frame has it.
  static final Bytes NO_INSTANCE = Bytes.of(new byte[INSTANCE_SIZE]);

  private static final byte VERSION = 1;
  private static final byte SUITE = 1;

  public FrameHeader {
    Bounds.requireChannel(channel);
    if (kind == FrameKind.NAME && channel != 0) {
      throw new FormatException("channel: want 0 for a name");
    }
    Bounds.requireEpoch(epoch);
    Bounds.requireSize("instance", instance, INSTANCE_SIZE);
    if (instance.equals(NO_INSTANCE)) {
      throw new FormatException("instance: want another than zero bytes");
    }
    Bounds.requirePositive("counter", counter);
  }

  byte[] encode() {
    return ByteBuffer.allocate(SIZE)
        .put(VERSION)
        .put(SUITE)
        .put((byte) kind.wire())
        .put((byte) channel)
        .putInt(epoch)
        .put(sender.raw())
        .put(instance.toByteArray())
        .putLong(counter)
        .array();
  }

  static FrameHeader read(ByteReader from) {
    if (from.u8() != VERSION || from.u8() != SUITE) {
      throw new FormatException("frame: want version 1 and suite 1");
    }
    return new FrameHeader(
        FrameKind.fromWire(from.u8()),
        from.u8(),
        from.u32(),
        from.memberId(),
        from.bytes(INSTANCE_SIZE),
        from.u64());
  }
}
