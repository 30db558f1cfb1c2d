package dev.latchkey.broker.lan;

import io.nayuki.qrcodegen.QrCode;

/// A QR code in the characters of a terminal: each shows two modules, one above the other.
public final class TerminalQr {
  /// Light modules around the code, without which cameras do not find it. ISO/IEC 18004.
  static final int QUIET_ZONE = 4;

  private static final String BLACK_ON_WHITE = "\u001b[30;107m";
  private static final String RESET = "\u001b[0m";

  private TerminalQr() {}

  /// The lines of the code. Its size is odd, so that the light zone has one more row below.
  ///
  /// @param colours whether what reads it knows colours; without them light modules are drawn, as
  ///     they must be where letters are light on dark
  public static String draw(String text, boolean colours) {
    var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    var lines = new StringBuilder();
    for (int y = -QUIET_ZONE; y < code.size + QUIET_ZONE; y += 2) {
      lines.append(colours ? BLACK_ON_WHITE : "");
      for (int x = -QUIET_ZONE; x < code.size + QUIET_ZONE; x++) {
        boolean upper = code.getModule(x, y) == colours;
        boolean lower = code.getModule(x, y + 1) == colours;
        lines.append(upper ? (lower ? '█' : '▀') : (lower ? '▄' : ' '));
      }
      lines.append(colours ? RESET : "").append('\n');
    }
    return lines.toString();
  }
}
