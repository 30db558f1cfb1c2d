package dev.latchkey.broker.lan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalQrTest {
  private static final String ADDRESS = "https://192.168.178.100:8443";
  private static final int BLACK = 0xff000000;
  private static final int WHITE = 0xffffffff;
  private static final int SCALE = 4; // a camera sees more than one pixel of a module

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theCodeOnTheTerminalIsReadAsTheAddress(boolean colours) throws Exception {
    var lines = TerminalQr.draw(ADDRESS, colours).lines().toList();

    var read = new QRCodeReader().decode(picture(lines, colours));

    assertThat(read.getText()).isEqualTo(ADDRESS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aroundTheCodeIsLight(boolean colours) {
    var lines = TerminalQr.draw(ADDRESS, colours).lines().map(TerminalQrTest::bare).toList();
    var light = colours ? " " : "█";

    assertThat(lines.subList(0, TerminalQr.QUIET_ZONE / 2))
        .allMatch(line -> line.equals(light.repeat(line.length())));
    assertThat(lines)
        .allMatch(line -> line.startsWith(light.repeat(TerminalQr.QUIET_ZONE)))
        .allMatch(line -> line.endsWith(light.repeat(TerminalQr.QUIET_ZONE)));
  }

  /// What a camera sees of black letters on white, or of white ones on black.
  private static BinaryBitmap picture(List<String> lines, boolean colours) {
    int columns = bare(lines.getFirst()).length();
    int width = columns * SCALE;
    int height = lines.size() * 2 * SCALE;
    var pixels = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        var line = bare(lines.get(y / SCALE / 2));
        boolean lower = y / SCALE % 2 == 1;
        boolean drawn = isDrawn(line.charAt(x / SCALE), lower);
        pixels[y * width + x] = drawn == colours ? BLACK : WHITE;
      }
    }
    return new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
  }

  private static boolean isDrawn(char block, boolean lower) {
    return switch (block) {
      case '█' -> true;
      case '▀' -> !lower;
      case '▄' -> lower;
      default -> false;
    };
  }

  private static String bare(String line) {
    return line.replaceAll("\u001b\\[[0-9;]*m", "");
  }
}
