package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.MemberId;
import java.nio.ByteBuffer;

/// Reads big-endian fields one after the other. Every read is checked against what is left before
/// anything is allocated, and throws [FormatException] if that is too little.
final class ByteReader {
  private final ByteBuffer left;

  ByteReader(byte[] bytes) {
    this.left = ByteBuffer.wrap(bytes);
  }

  ByteReader(Bytes bytes) {
    this.left = bytes.asBuffer();
  }

  int remaining() {
    return left.remaining();
  }

  int u8() {
    require(Byte.BYTES);
    return Byte.toUnsignedInt(left.get());
  }

  int u16() {
    require(Short.BYTES);
    return Short.toUnsignedInt(left.getShort());
  }

  /// Negative from 2^31 on, which no field may be.
  int u32() {
    require(Integer.BYTES);
    return left.getInt();
  }

  /// Negative from 2^63 on, which no field may be.
  long u64() {
    require(Long.BYTES);
    return left.getLong();
  }

  Bytes bytes(int size) {
    require(size);
    return Bytes.read(left, size);
  }

  MemberId memberId() {
    return new MemberId(Base64Url.encode(bytes(MemberId.RAW_BYTES).toByteArray()));
  }

  private void require(int size) {
    if (left.remaining() < size) {
      throw new FormatException("want " + size + " more bytes");
    }
  }
}
