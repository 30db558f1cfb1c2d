package dev.latchkey.broker.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// PROTOCOL.md §8 and the enum have the same rows in the same order.
class LimitsTableTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z-]+)` \\| [^|]+ \\| (\\d+) \\| ([0-9.]+) ms \\| [^|]+ \\|");

  @Test
  void theProtocolHasTheLimitsThatHold() throws IOException {
    var text = Files.readString(Path.of("PROTOCOL.md"));
    var table =
        text.substring(text.indexOf("<!-- limits:begin"), text.indexOf("<!-- limits:end -->"));
    var written = new ArrayList<List<Object>>();
    for (var line : table.lines().toList()) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        var refill = Duration.ofNanos(Math.round(Double.parseDouble(row.group(3)) * 1_000_000));
        written.add(List.of(row.group(1), Integer.parseInt(row.group(2)), refill));
      }
    }

    var held =
        Arrays.stream(Limit.values())
            .map(limit -> List.<Object>of(limit.wire(), limit.burst(), limit.refill()))
            .toList();

    assertThat(written).isNotEmpty().isEqualTo(held);
  }
}
