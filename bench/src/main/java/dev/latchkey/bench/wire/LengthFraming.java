package dev.latchkey.bench.wire;

import java.nio.ByteBuffer;

/// A length of two bytes before every message; the first one names the room.
public final class LengthFraming implements Framing {
  private final byte[] opening;
  private int begin;
  private int end;
  private int wanted;

  public LengthFraming(int room) {
    opening =
        ByteBuffer.allocate(Short.BYTES + Integer.BYTES)
            .putShort((short) Integer.BYTES)
            .putInt(room)
            .array();
  }

  @Override
  public byte[] opening() {
    return opening;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean next(ByteBuffer in) {
    wanted = 0;
    int at = in.position();
    if (in.remaining() < Short.BYTES) {
      return false;
    }
    wanted = Short.BYTES + Short.toUnsignedInt(in.getShort(at));
    if (in.remaining() < wanted) {
      return false;
    }
    begin = at + Short.BYTES;
    end = at + wanted;
    in.position(end);
    return true;
  }

  @Override
  public int begin() {
    return begin;
  }

  @Override
  public int end() {
    return end;
  }

  @Override
  public byte[] answer() {
    return new byte[0];
  }

  @Override
  public int wanted() {
    return wanted;
  }

  @Override
  public void put(ByteBuffer message, ByteBuffer out) {
    out.putShort((short) message.remaining()).put(message);
  }
}
