package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.FormatException;
import java.util.regex.Pattern;

/// Sizes and indexes in text: decimal without sign or leading zero.
final class Decimal {
  private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,18}");

  private Decimal() {}

  /// Throws [FormatException] for anything but 0 to 2^63 - 1.
  static long parse(String text) {
    if (!DIGITS.matcher(text).matches()) {
      throw outOfRange();
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw outOfRange();
    }
  }

  private static FormatException outOfRange() {
    return new FormatException("want 0 to 2^63 - 1 in decimal");
  }
}
