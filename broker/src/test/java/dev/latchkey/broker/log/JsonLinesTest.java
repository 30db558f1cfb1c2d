package dev.latchkey.broker.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonLines format = new JsonLines();

  @Test
  void aLineIsOneObjectOnOneLineWhateverIsInIt() throws IOException {
    var line = line(Level.INFO, "two\nlines, \"quoted\", \u2028 and {0}");

    var text = format.format(line);

    assertThat(text).endsWith("}\n").doesNotContain("two\nlines");
    var json = JSON.readTree(text);
    assertThat(json.get("message").asText()).isEqualTo(line.getMessage());
    assertThat(json.get("time").asText()).isEqualTo("2026-11-30T10:00:00.000Z");
    assertThat(json.get("logger").asText()).isEqualTo("dev.latchkey.Some");
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("time", "level", "logger", "message");
  }

  @ParameterizedTest
  @CsvSource({
    "SEVERE,ERROR",
    "WARNING,WARN",
    "INFO,INFO",
    "CONFIG,DEBUG",
    "FINE,DEBUG",
    "FINER,TRACE"
  })
  void levelsHaveTheirCommonNames(String level, String word) throws IOException {
    var json = JSON.readTree(format.format(line(Level.parse(level), "x")));

    assertThat(json.get("level").asText()).isEqualTo(word);
  }

  @Test
  void whatIsLoggedWhileARequestIsAnsweredNamesIt() throws IOException {
    var lines = new ArrayList<String>();

    LogContext.ofRequest("the-request", () -> lines.add(format.format(line(Level.INFO, "x"))));
    LogContext.ofConnection(7, () -> lines.add(format.format(line(Level.INFO, "x"))));
    lines.add(format.format(line(Level.INFO, "x")));

    assertThat(json(lines.get(0)).get("requestId").asText()).isEqualTo("the-request");
    assertThat(json(lines.get(1)).get("connection").asInt()).isEqualTo(7);
    assertThat(lines.get(2)).doesNotContain("requestId").doesNotContain("connection");
  }

  @Test
  void anErrorHasItsTraceUpToABound() throws IOException {
    var line = line(Level.SEVERE, "it failed");
    line.setThrown(new IllegalStateException("why".repeat(10_000)));

    var json = json(format.format(line));

    assertThat(json.get("error").asText())
        .startsWith("java.lang.IllegalStateException: why")
        .hasSize(8_000);
  }

  private static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  private static LogRecord line(Level level, String message) {
    var line = new LogRecord(level, message);
    line.setLoggerName("dev.latchkey.Some");
    line.setInstant(Instant.parse("2026-11-30T10:00:00Z"));
    return line;
  }
}
