package dev.latchkey.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;

/// What a broker answered.
public record Answer(int status, HttpHeaders headers, byte[] body) {
  private static final JsonMapper JSON = new JsonMapper();

  public String text() {
    return new String(body, UTF_8);
  }

  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(text(), e);
    }
  }

  public String get(String member) {
    return json().path(member).asText();
  }

  /// The code of a problem.
  public String code() {
    return get("code");
  }

  /// The value of a header, or the empty text.
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /// Instead of one that a test wants.
  public static final class UnwantedStatus extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    UnwantedStatus(int wanted, Answer answer) {
      super("want status " + wanted + ", got " + answer.status + " " + answer.text());
      this.answer = answer;
    }

    public Answer answer() {
      return answer;
    }
  }

  /// This answer, if it has that status.
  public Answer require(int wanted) {
    if (status != wanted) {
      throw new UnwantedStatus(wanted, this);
    }
    return this;
  }
}
