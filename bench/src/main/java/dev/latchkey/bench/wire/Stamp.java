package dev.latchkey.bench.wire;

import java.nio.ByteBuffer;

/// What every update carries: who sent it, and when it was to be sent.
public record Stamp(long nanos, int sender) {
  public static final int SIZE = Long.BYTES + Integer.BYTES;

  static Stamp read(ByteBuffer from, int at) {
    return new Stamp(from.getLong(at), from.getInt(at + Long.BYTES));
  }

  void put(ByteBuffer out) {
    out.putLong(nanos).putInt(sender);
  }
}
