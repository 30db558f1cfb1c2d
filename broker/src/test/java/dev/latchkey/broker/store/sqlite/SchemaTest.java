package dev.latchkey.broker.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SchemaTest {
  @Test
  void everyColumnSaysWhatItMeans() throws IOException {
    for (int step = 1; step <= Schema.VERSION; step++) {
      try (var resource = Schema.class.getResourceAsStream("schema-" + step + ".sql")) {
        var columns =
            new String(resource.readAllBytes(), UTF_8)
                .lines()
                .filter(line -> line.matches("  [a-z_]+ +(INTEGER|TEXT|BLOB).*"))
                .toList();

        assertThat(columns).isNotEmpty().allMatch(column -> column.contains(" -- "));
      }
    }
  }
}
