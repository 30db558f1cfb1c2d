package dev.latchkey.broker.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.broker.BrokerException.RateLimited;
import dev.latchkey.broker.TestClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;

/// The limits compared with GCRA, which knows of a key one number alone: the time at which its
/// bucket is full.
class LimitsProperties {
  private static final Limit LIMIT = Limit.JOIN_ADDRESS;
  private static final long REFILL = LIMIT.refill().toNanos();
  private static final long WINDOW = LIMIT.window().toNanos();

  private TestClock clock;
  private Limits limits;

  private enum Call {
    TAKE,
    REQUIRE,
    CHARGE,
    ASK
  }

  private record Step(long nanos, String key, Call call, int tokens) {}

  @BeforeTry
  void start() {
    clock = new TestClock();
    limits = new Limits(clock::nanoTime, new NoJitter(), 1_000);
  }

  @Property(tries = 300)
  void everyAnswerIsThatOfGcra(@ForAll("steps") List<Step> steps) {
    var gcra = new Gcra();
    for (var step : steps) {
      clock.advance(Duration.ofNanos(step.nanos()));
      var key = step.key();
      int tokens = step.tokens();
      switch (step.call()) {
        case TAKE -> assertThat(told(() -> limits.take(LIMIT, key))).isEqualTo(gcra.take(key));
        case REQUIRE ->
            assertThat(told(() -> limits.require(LIMIT, key, tokens)))
                .isEqualTo(gcra.wait(key, tokens));
        case CHARGE -> {
          limits.charge(LIMIT, key, tokens);
          gcra.charge(key, tokens);
        }
        case ASK -> assertThat(limits.isEmpty(LIMIT, key)).isEqualTo(gcra.available(key) == 0);
      }
    }
  }

  @Property(tries = 100)
  void everyWindowHasAtMostTheBurstAndWhatComesBackInIt(@ForAll("steps") List<Step> steps) {
    var granted = new ArrayList<Long>();
    for (var step : steps) {
      clock.advance(Duration.ofNanos(step.nanos() / LIMIT.burst()));
      for (int i = 0; i < step.tokens(); i++) {
        if (told(() -> limits.take(LIMIT, "one")).isEmpty()) {
          granted.add(clock.nanoTime());
        }
      }
    }
    for (int first = 0; first < granted.size(); first++) {
      for (int last = first; last < granted.size(); last++) {
        long window = granted.get(last) - granted.get(first);
        assertThat(last - first + 1L).isLessThanOrEqualTo(LIMIT.burst() + window / REFILL);
      }
    }
  }

  @Property(tries = 200)
  void theWaitThatIsToldIsEnoughAndNotANanosecondMore(@ForAll("steps") List<Step> steps) {
    for (var step : steps) {
      clock.advance(Duration.ofNanos(step.nanos() / LIMIT.burst()));
      limits.charge(LIMIT, "one", step.tokens());
    }
    var told = told(() -> limits.require(LIMIT, "one", 3));
    if (told.isPresent()) {
      clock.advance(Duration.ofNanos(told.getAsLong() - 1));
      assertThatThrownBy(() -> limits.require(LIMIT, "one", 3)).isInstanceOf(RateLimited.class);
      clock.advance(Duration.ofNanos(1));
    }
    assertThatCode(() -> limits.require(LIMIT, "one", 3)).doesNotThrowAnyException();
  }

  @Property(tries = 200)
  void jitterAddsUpToAFifthAndTakesNothingOff(@ForAll("steps") List<Step> steps) {
    var withJitter = new Limits(clock::nanoTime, new SecureRandom(), 1_000);
    for (var step : steps) {
      clock.advance(Duration.ofNanos(step.nanos() / LIMIT.burst()));
      limits.charge(LIMIT, "one", step.tokens());
      withJitter.charge(LIMIT, "one", step.tokens());
    }
    var exact = told(() -> limits.require(LIMIT, "one", LIMIT.burst()));
    var later = told(() -> withJitter.require(LIMIT, "one", LIMIT.burst()));

    assertThat(later.isPresent()).isEqualTo(exact.isPresent());
    if (exact.isPresent()) {
      assertThat(later.getAsLong()).isBetween(exact.getAsLong(), exact.getAsLong() * 6 / 5);
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    var nanos =
        Arbitraries.oneOf(
            Arbitraries.of(0L, 1L, REFILL - 1, REFILL, REFILL + 1, WINDOW - 1, WINDOW),
            Arbitraries.longs().between(0, 2 * REFILL),
            Arbitraries.longs().between(0, 2 * WINDOW));
    return Combinators.combine(
            nanos,
            Arbitraries.of("one", "two"),
            Arbitraries.of(Call.class),
            Arbitraries.integers().between(1, LIMIT.burst()))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(80);
  }

  /// For how many nanoseconds a call is refused.
  private static OptionalLong told(Runnable call) {
    try {
      call.run();
      return OptionalLong.empty();
    } catch (RateLimited e) {
      return OptionalLong.of(e.waitFor().toNanos());
    }
  }

  private final class Gcra {
    private final Map<String, Long> fullAt = new HashMap<>();

    OptionalLong take(String key) {
      var wait = wait(key, 1);
      if (wait.isEmpty()) {
        charge(key, 1);
      }
      return wait;
    }

    OptionalLong wait(String key, int tokens) {
      long wait = debt(key) + tokens * REFILL - WINDOW;
      return wait > 0 ? OptionalLong.of(wait) : OptionalLong.empty();
    }

    void charge(String key, int tokens) {
      long taken = Math.min(tokens, available(key));
      fullAt.put(key, clock.nanoTime() + debt(key) + taken * REFILL);
    }

    long available(String key) {
      return (WINDOW - debt(key)) / REFILL;
    }

    private long debt(String key) {
      return Math.max(0, fullAt.getOrDefault(key, 0L) - clock.nanoTime());
    }
  }

  private static final class NoJitter extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public double nextDouble() {
      return 0;
    }
  }
}
