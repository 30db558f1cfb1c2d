package dev.latchkey.broker.faults;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.RosterDevice;
import dev.latchkey.broker.TestBroker;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// A device that asks one broker after the other until one of them answers.
final class Caller {
  private static final long PAUSE_NANOS = 20_000_000;
  private static final Answer READ =
      new Answer(200, HttpHeaders.of(Map.of(), (_, _) -> true), "{}".getBytes());

  private final List<TestBroker> brokers;
  private final RosterDevice device;
  private int next;

  Caller(List<TestBroker> brokers, RosterDevice device, int first) {
    this.brokers = brokers;
    this.device = device;
    this.next = first;
  }

  /// The first answer that says what was done; empty if none does.
  Optional<Answer> ask(int tries, Supplier<Answer> question) {
    for (int i = 0; i < tries; i++) {
      device.meet(brokers.get(next % brokers.size()));
      try {
        var answer = question.get();
        if (isFinal(answer)) {
          return Optional.of(answer);
        }
        if (answer.code().equals("token_invalid")) {
          var _ = device.refresh();
        }
      } catch (Answer.UnwantedStatus e) {
        if (isFinal(e.answer())) {
          return Optional.of(e.answer());
        }
      } catch (UncheckedIOException e) {
        // The next one may answer.
      }
      next++;
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return Optional.empty();
  }

  /// Reads what the log has more, with status 200.
  Optional<Answer> follow(int tries) {
    return ask(
        tries,
        () -> {
          var _ = device.follow();
          return READ;
        });
  }

  private static boolean isFinal(Answer answer) {
    return answer.status() < 500 && answer.status() != 429 && answer.status() != 401;
  }
}
