package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// PROTOCOL.md §9.3 and the enum have the same codes.
class CloseCodeTest {
  @Test
  void theProtocolHasTheCodesThatThereAre() throws IOException {
    var text = Files.readString(Path.of("PROTOCOL.md"));
    var table = text.substring(text.indexOf("<!-- closes:begin"), text.indexOf("<!-- closes:end"));
    var written =
        Pattern.compile("(?m)^\\| (\\d{4}) \\|")
            .matcher(table)
            .results()
            .map((MatchResult row) -> Integer.parseInt(row.group(1)))
            .toList();

    assertThat(written)
        .isNotEmpty()
        .isEqualTo(Arrays.stream(CloseCode.values()).map(CloseCode::wire).toList());
  }

  @Test
  void everySentenceFitsIntoACloseFrame() {
    for (var code : CloseCode.values()) {
      assertThat(WebSocketFrame.close(code.wire(), code.sentence()).size()).isLessThan(128);
    }
  }
}
