package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.StrangersJoins;
import dev.latchkey.broker.TestBroker;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a stranger can tell from an answer: nothing.
class RefusalTest {
  @Test
  void whateverIsWrongWithAJoinTheAnswerIsTheSameToTheByte() {
    try (var broker = TestBroker.inMemory(StrangersJoins.SETTINGS)) {
      var answers = new LinkedHashMap<String, Answer>();
      int caller = 0;
      for (var join : StrangersJoins.to(broker).entrySet()) {
        for (var token : List.of("", "x.y.z")) {
          answers.put(
              join.getKey() + ", token '" + token + "'",
              broker
                  .wire()
                  .send(
                      "POST",
                      "/v1/joins",
                      Map.of("token", token, "statement", join.getValue()),
                      "X-Forwarded-For",
                      "203.0.113." + caller++));
        }
      }

      assertThat(answers).hasSize(28);
      assertSame(answers);
    }
  }

  @Test
  void whateverIsWrongWithTheIdOfAnInviteTheAnswerIsTheSameToTheByte() {
    try (var broker = TestBroker.inMemory()) {
      var answers = new LinkedHashMap<String, Answer>();
      for (var id : List.of("A".repeat(22), "A".repeat(21) + "B", "x", "%00", "A%2F..", "..;")) {
        answers.put(id, broker.wire().send("GET", "/v1/invites/" + id));
      }

      assertSame(answers);
    }
  }

  private static void assertSame(Map<String, Answer> answers) {
    assertThat(answers)
        .allSatisfy(
            (name, answer) -> {
              assertThat(answer.status()).as(name).isEqualTo(404);
              assertThat(shape(answer))
                  .as(name)
                  .isEqualTo(shape(answers.values().iterator().next()));
            });
  }

  /// Everything of an answer but what differs from request to request by design.
  private static List<Object> shape(Answer answer) {
    var requestId = answer.header("X-Request-Id");
    var headers = new HashMap<>(answer.headers().map());
    assertThat(headers.keySet().removeIf("date"::equalsIgnoreCase)).isTrue();
    assertThat(headers.keySet().removeIf("x-request-id"::equalsIgnoreCase)).isTrue();
    return List.of(
        headers,
        answer.body().length,
        answer.text().replace(requestId, "-".repeat(requestId.length())));
  }
}
