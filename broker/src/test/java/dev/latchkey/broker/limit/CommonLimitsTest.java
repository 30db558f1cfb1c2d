package dev.latchkey.broker.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.broker.BrokerException.RateLimited;
import dev.latchkey.broker.TestClock;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Brokers that have buckets in common, and what each gives while nobody answers for those.
class CommonLimitsTest {
  private final TestClock clock = new TestClock();
  private final Common common = new Common();
  private final Limits one = limits();
  private final Limits two = limits();

  private Limits limits() {
    var key = new SecretKeySpec(new byte[32], "HmacSHA256");
    return new Limits(clock::nanoTime, new SecureRandom(), 1_000, () -> key, common);
  }

  @Test
  void whatOneGaveTheOtherDoesNotAndSaysWhenToComeBack() {
    one.take(Limit.CREATE, "a", Limit.CREATE.burst());

    assertRefused(() -> two.take(Limit.CREATE, "a"), Duration.ofSeconds(1));
    assertThat(two.isEmpty(Limit.CREATE, "a")).isTrue();
    assertThat(two.waitFor(Limit.CREATE, "a")).isEqualTo(Duration.ofSeconds(1));
    two.take(Limit.CREATE, "b");
  }

  @Test
  void whatTheCommonBucketRefusesIsNotTakenFromTheOwnOne() {
    one.take(Limit.CREATE, "a", Limit.CREATE.burst());
    assertRefused(() -> two.take(Limit.CREATE, "a", 7), Duration.ofSeconds(7));

    common.forget();

    two.take(Limit.CREATE, "a", Limit.CREATE.burst());
  }

  @ParameterizedTest
  @CsvSource({"1,60", "2,60", "3,30", "4,20", "8,8", "62,1", "1000,1"})
  void whileNobodyAnswersEachGivesLessByHowManyOthersThereAreAndNeverNothing(
      int brokers, int given) {
    common.lose(brokers);

    for (int i = 0; i < given; i++) {
      one.take(Limit.CREATE, "a");
    }

    assertThatThrownBy(() -> one.take(Limit.CREATE, "a")).isInstanceOf(RateLimited.class);
  }

  @Test
  void whatCannotBeWeighedForTheOthersIsNotTakenAtAll() {
    common.lose(8);
    for (int i = 0; i < 8; i++) {
      one.take(Limit.CREATE, "a");
    }
    assertRefused(() -> one.take(Limit.CREATE, "a"), Duration.ofSeconds(3));

    common.find();

    one.take(Limit.CREATE, "a", 4);
    assertRefused(() -> one.take(Limit.CREATE, "a"), Duration.ofSeconds(1));
  }

  @Test
  void whoeverAsksHasToFindTheTokensInBothBucketsAndWaitsForTheLaterOne() {
    one.charge(Limit.JOIN_ADDRESS, "a", 28);
    assertRefused(() -> two.require(Limit.JOIN_ADDRESS, "a", 3), Duration.ofSeconds(3));

    common.forget();

    assertRefused(() -> one.require(Limit.JOIN_ADDRESS, "a", 4), Duration.ofSeconds(6));
    assertThatCode(() -> two.require(Limit.JOIN_ADDRESS, "a", 30)).doesNotThrowAnyException();
    assertThatCode(() -> one.require(Limit.JOIN_ADDRESS, "a", 2)).doesNotThrowAnyException();
  }

  @Test
  void whatIsAskedForIsWeighedOnlyWhileNobodyAnswers() {
    common.lose(4);
    one.charge(Limit.JOIN_ADDRESS, "a", 8);
    assertRefused(() -> one.require(Limit.JOIN_ADDRESS, "a", 3), Duration.ofSeconds(9));

    common.find();

    assertThatCode(() -> one.require(Limit.JOIN_ADDRESS, "a", 6)).doesNotThrowAnyException();
    assertRefused(() -> one.require(Limit.JOIN_ADDRESS, "a", 7), Duration.ofSeconds(3));
  }

  @Test
  void theLastOfAllBrokersTokensIsTheLast() {
    assertThat(one.charge(Limit.JOIN_INVITE, "a", 4)).isFalse();
    assertThat(two.charge(Limit.JOIN_INVITE, "a", 1)).isTrue();
    assertThat(two.charge(Limit.JOIN_INVITE, "a", 1)).isFalse();
    assertThat(two.waitFor(Limit.JOIN_INVITE, "a")).isEqualTo(Limit.JOIN_INVITE.refill());
  }

  @Test
  void whileNobodyAnswersTheLastTokenIsTheOwnOneAndEachCostsMore() {
    common.lose(4);

    assertThat(one.charge(Limit.JOIN_INVITE, "a", 1)).isFalse();
    assertThat(one.charge(Limit.JOIN_INVITE, "a", 1)).isTrue();
    assertThat(one.charge(Limit.JOIN_INVITE, "a", 1)).isFalse();
    assertThat(one.waitFor(Limit.JOIN_INVITE, "a")).isEqualTo(Limit.JOIN_INVITE.refill());
  }

  @Test
  void ofLimitsThatBrokersDoNotShareNobodyIsAskedAndNothingCostsMore() {
    common.lose(4);
    one.take(Limit.TRY, "a", 300);
    one.require(Limit.TRY, "a", 300);
    one.charge(Limit.TRY, "a", 299);

    assertThat(one.isEmpty(Limit.TRY, "a")).isFalse();
    one.take(Limit.TRY, "a");
    assertThat(one.isEmpty(Limit.TRY, "a")).isTrue();
    assertThat(common.asked).isZero();
  }

  /// A refusal tells the time there is to wait, and up to a fifth more.
  private static void assertRefused(ThrowingCallable call, Duration wait) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RateLimited.class,
            it -> assertThat(it.waitFor()).isBetween(wait, wait.plus(wait.dividedBy(5))));
  }

  /// The buckets in common, which can be lost and found again.
  private final class Common implements CommonBuckets {
    private final Map<String, Bucket> buckets = new HashMap<>();
    private int brokers = 4;
    private boolean answers = true;
    private int asked;

    void lose(int ofBrokers) {
      answers = false;
      brokers = ofBrokers;
    }

    void find() {
      answers = true;
    }

    void forget() {
      buckets.clear();
    }

    @Override
    public <T> Optional<T> use(Limit limit, String key, Function<Bucket, T> action) {
      asked++;
      return answers
          ? Optional.of(action.apply(buckets.computeIfAbsent(key, _ -> full(limit))))
          : Optional.empty();
    }

    @Override
    public int brokers() {
      return brokers;
    }

    private Bucket full(Limit limit) {
      return Bucket.builder()
          .addLimit(it -> it.capacity(limit.burst()).refillGreedy(1, limit.refill()))
          .withCustomTimePrecision(new Time())
          .build();
    }
  }

  private final class Time implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return clock.nanoTime();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
