package dev.latchkey.broker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// A command that was called in this process, and what it answered.
public record Invocation(int code, String out, String err) {
  private static final JsonMapper JSON = new JsonMapper();

  /// @param environment the settings
  public static Invocation of(Map<String, String> environment, String... arguments) {
    return of(environment, InstantSource.system(), arguments);
  }

  public static Invocation of(
      Map<String, String> environment, InstantSource clock, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var shell =
        new Shell(
            environment,
            clock,
            new SecureRandom(),
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    int code =
        LatchkeyCommand.execute(
            _ -> {
              throw new AssertionError("nobody asked for a broker");
            },
            shell,
            arguments);
    return new Invocation(code, out.toString(), err.toString());
  }

  public Invocation require(int expected) {
    assertThat(code).as(out + err).isEqualTo(expected);
    return this;
  }

  /// The answer to `--json`.
  public JsonNode json() {
    var all = jsonLines();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  public List<JsonNode> jsonLines() {
    return out.lines().map(Invocation::parse).toList();
  }

  /// Asserts that the command was refused in one sentence that holds these words.
  public void requireRefused(int expected, String... words) {
    require(expected);
    assertThat(err.lines()).hasSize(1);
    assertThat(err).startsWith("latchkey: ").contains(words);
    assertThat(out).isEmpty();
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
