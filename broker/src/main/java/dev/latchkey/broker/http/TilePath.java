package dev.latchkey.broker.http;

import dev.latchkey.broker.ledger.BrokerLog;
import java.util.Optional;
import java.util.regex.Pattern;

/// The end of a tile's address: its number in groups of three digits, and the width of a partial
/// one, as `x001/x234/067.p/12`. C2SP tlog-tiles.
///
/// @param width 1 to 256
record TilePath(long number, int width) {
  private static final Pattern FORM =
      Pattern.compile("((?!x000)(?:x[0-9]{3}/){0,4}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  /// Empty for anything but the one spelling of a tile.
  static Optional<TilePath> parse(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(form.group(1).replaceAll("[x/]", ""));
    int width = form.group(2) == null ? BrokerLog.TILE_WIDTH : Integer.parseInt(form.group(2));
    boolean isPartial = form.group(2) != null;
    return isPartial && width >= BrokerLog.TILE_WIDTH
        ? Optional.empty()
        : Optional.of(new TilePath(number, width));
  }
}
