package dev.latchkey.broker.live;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Reads the fields of a message one after the other. Every read is checked against what is left,
/// and throws [FormatException] if that is too little.
final class Fields {
  private static final long MAX_NUMBER = (1L << 53) - 1;

  private final ByteBuffer left;

  Fields(Bytes message) {
    left = message.asBuffer();
  }

  int u8() {
    return Byte.toUnsignedInt(want(Byte.BYTES).get());
  }

  long u32() {
    return Integer.toUnsignedLong(want(Integer.BYTES).getInt());
  }

  long u64() {
    return want(Long.BYTES).getLong();
  }

  /// A u64 that JavaScript can count with.
  long number() {
    long number = u64();
    if (number < 0 || number > MAX_NUMBER) {
      throw new FormatException("number: want at most 2^53 - 1");
    }
    return number;
  }

  String text16() {
    int size = Short.toUnsignedInt(want(Short.BYTES).getShort());
    var text = want(size).slice(left.position(), size);
    left.position(left.position() + size);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw new FormatException("text: want UTF-8");
    }
  }

  SequencedMap<Integer, Long> channels() {
    var channels = new LinkedHashMap<Integer, Long>();
    for (int count = u8(); count > 0; count--) {
      if (channels.put(u8(), number()) != null) {
        throw new FormatException("channel: want each once");
      }
    }
    return channels;
  }

  Bytes rest() {
    return Bytes.read(left, left.remaining());
  }

  void requireEnd() {
    if (left.hasRemaining()) {
      throw new FormatException("message: want nothing behind its fields");
    }
  }

  private ByteBuffer want(int size) {
    if (left.remaining() < size) {
      throw new FormatException("message: want " + size + " more bytes");
    }
    return left;
  }
}
