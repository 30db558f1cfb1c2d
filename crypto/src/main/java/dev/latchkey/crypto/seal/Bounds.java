package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;

/// The ranges of the fields of a frame: within them, Java and JavaScript read the same numbers.
/// FORMATS.md §9.
final class Bounds {
  private static final long MAX_NUMBER = (1L << 53) - 1;

  private Bounds() {}

  static void requireChannel(int channel) {
    if (channel < 0 || channel > 255) {
      throw new FormatException("channel: want 0 to 255");
    }
  }

  static void requireEpoch(int epoch) {
    if (epoch < 1) {
      throw new FormatException("epoch: want 1 to 2^31 - 1");
    }
  }

  static void requirePositive(String what, long number) {
    if (number < 1 || number > MAX_NUMBER) {
      throw new FormatException(what + ": want 1 to 2^53 - 1");
    }
  }

  static void requireNumber(String what, long number) {
    if (number < 0 || number > MAX_NUMBER) {
      throw new FormatException(what + ": want 0 to 2^53 - 1");
    }
  }

  static void requireSize(String what, Bytes bytes, int size) {
    if (bytes.size() != size) {
      throw new FormatException(what + ": want " + size + " bytes");
    }
  }
}
