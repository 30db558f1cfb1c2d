package dev.latchkey.broker.ledger;

import static dev.latchkey.broker.store.Samples.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestClock;
import dev.latchkey.broker.ledger.Budgets.Budget;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetsTest {
  private final TestClock clock = new TestClock();
  private final Budgets budgets = new Budgets(clock::nanoTime);

  @Test
  void strangersHaveSixtyFourAtOnceAndOneMoreAMinute() {
    for (int i = 0; i < 64; i++) {
      assertThat(take()).isTrue();
    }
    assertThat(take()).isFalse();

    clock.advance(Duration.ofSeconds(60).minusNanos(1));
    assertThat(take()).isFalse();
    clock.advance(Duration.ofNanos(1));
    assertThat(take()).isTrue();
    assertThat(take()).isFalse();
  }

  @Test
  void inALongLedgerThereIsOneMoreAnHourAndElsewhereAsBefore() {
    budgets.slowDown(sid(1));
    for (int i = 0; i < 64; i++) {
      assertThat(take()).isTrue();
      assertThat(budgets.take(sid(2), "anyone", Budget.ANYONE)).isTrue();
    }

    clock.advance(Duration.ofMinutes(60).minusNanos(1));
    assertThat(take()).isFalse();
    assertThat(budgets.take(sid(2), "anyone", Budget.ANYONE)).isTrue();
    clock.advance(Duration.ofNanos(1));
    assertThat(take()).isTrue();
    assertThat(take()).isFalse();
  }

  @Test
  void whoseBudgetIsWholeAgainIsForgotten() {
    for (int session = 0; session < 100; session++) {
      assertThat(budgets.take(sid(session), "anyone", Budget.ANYONE)).isTrue();
    }
    budgets.tidy();
    assertThat(budgets.size()).isEqualTo(100);

    clock.advance(Duration.ofSeconds(60));
    budgets.tidy();

    assertThat(budgets.size()).isZero();
  }

  private boolean take() {
    return budgets.take(sid(1), "anyone", Budget.ANYONE);
  }
}
