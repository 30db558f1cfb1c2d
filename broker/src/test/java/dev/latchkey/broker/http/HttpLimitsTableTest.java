package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.Settings;
import dev.latchkey.broker.http.connection.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// PROTOCOL.md §1.3 names the limits that hold, in the order of this test.
class HttpLimitsTableTest {
  private static final Pattern ROW =
      Pattern.compile("\\| [^|]+ \\| (\\d+)(?: bytes| s)? \\| [^|]+ \\| (?:`([a-z.-]+)`|–) \\|");

  private final Config.Http http = Config.of(Settings.read(Map.of())).http();

  @Test
  void theProtocolHasTheHttpLimitsThatHold() throws IOException {
    var text = Files.readString(Path.of("PROTOCOL.md"));
    var table = text.substring(text.indexOf("<!-- http:begin"), text.indexOf("<!-- http:end -->"));
    var written = new LinkedHashMap<String, Long>();
    int constants = 0;
    for (var line : table.lines().toList()) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        var name = row.group(2) == null ? "constant " + constants++ : row.group(2);
        written.put(name, Long.parseLong(row.group(1)));
      }
    }

    var held = new LinkedHashMap<String, Long>();
    held.put("constant 0", (long) Connections.MAX_REQUEST_LINE_BYTES);
    held.put("constant 1", (long) Connections.MAX_HEADER_BYTES);
    held.put("constant 2", (long) Connections.MAX_HEADERS);
    held.put("constant 3", (long) Connections.MAX_CHUNK_LINE_BYTES);
    held.put("constant 4", (long) JsonBody.MAX_BYTES);
    held.put("constant 5", (long) JsonBody.MAX_STATEMENT_BYTES);
    held.put("http.body-memory", http.bodyMemory());
    held.put("http.max-connections", (long) http.maxConnections());
    held.put("http.max-connections-per-address", (long) http.maxConnectionsPerAddress());
    held.put("http.header-timeout", http.headerTimeout().toSeconds());
    held.put("http.read-timeout", http.readTimeout().toSeconds());
    held.put("http.write-timeout", http.writeTimeout().toSeconds());
    held.put("http.idle-timeout", http.idleTimeout().toSeconds());
    assertThat(written).isEqualTo(held);
  }
}
