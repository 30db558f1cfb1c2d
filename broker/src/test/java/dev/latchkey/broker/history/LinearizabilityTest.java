package dev.latchkey.broker.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.history.Operation.Append;
import dev.latchkey.broker.history.Operation.Invite;
import dev.latchkey.broker.history.Operation.Join;
import dev.latchkey.broker.history.Operation.Look;
import dev.latchkey.broker.history.Operation.Read;
import dev.latchkey.broker.history.Operation.Remove;
import dev.latchkey.broker.history.Operation.Revoke;
import dev.latchkey.broker.history.Outcome.At;
import dev.latchkey.broker.history.Outcome.Done;
import dev.latchkey.broker.history.Outcome.Members;
import dev.latchkey.broker.history.Outcome.Refused;
import dev.latchkey.broker.history.Outcome.Unknown;
import dev.latchkey.broker.history.Outcome.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinearizabilityTest {
  private static final String HOST = "host";
  private static final Outcome DONE = new Done();
  private static final Outcome REFUSED = new Refused();
  private static final Outcome UNKNOWN = new Unknown();

  private final List<Call> calls = new ArrayList<>();

  private LinearizabilityTest call(long begin, long end, Operation operation, Outcome outcome) {
    calls.add(new Call(operation, outcome, begin, end));
    return this;
  }

  /// One after the other.
  private LinearizabilityTest then(Operation operation, Outcome outcome) {
    long begin = 2L * calls.size();
    return call(begin, begin + 1, operation, outcome);
  }

  private static Values values(String... values) {
    return new Values(List.of(values));
  }

  private static Members members(String... members) {
    return new Members(Set.of(members));
  }

  private static Append append(String value) {
    return new Append(HOST, value);
  }

  private static Read read(int after) {
    return new Read(HOST, after);
  }

  private void assertFine() {
    assertThat(Linearizability.flaw(HOST, calls)).isEmpty();
  }

  private void assertFlawed() {
    assertThat(Linearizability.flaw(HOST, calls)).isPresent();
  }

  @Test
  void oneThingAfterTheOther() {
    then(new Invite("link", 1), DONE)
        .then(new Join("ben", "link"), DONE)
        .then(new Append("ben", "x"), new At(1))
        .then(append("y"), new At(2))
        .then(new Read("ben", 1), values("y"))
        .then(new Look(HOST), members(HOST, "ben"))
        .then(new Remove("ben"), DONE)
        .then(new Append("ben", "z"), REFUSED)
        .then(new Read("ben", 0), REFUSED)
        .then(read(0), values("x", "y"))
        .assertFine();
  }

  @Test
  void whatHappensAtOnceMayHappenInAnyOrder() {
    call(0, 9, append("a"), new At(3))
        .call(1, 8, append("b"), new At(1))
        .call(2, 7, append("c"), new At(2))
        .call(3, 6, read(0), values("b"))
        .call(4, 5, read(0), values("b", "c"))
        .assertFine();
  }

  @Test
  void anAcknowledgedAppendIsLost() {
    then(append("x"), new At(1)).then(read(0), values()).assertFlawed();
  }

  @Test
  void anAcknowledgedAppendIsLostAndItsPlaceGivenAway() {
    then(append("x"), new At(1)).then(append("y"), new At(1)).assertFlawed();
  }

  @Test
  void anAppendIsDoubled() {
    then(append("x"), new At(1)).then(read(0), values("x", "x")).assertFlawed();
  }

  @Test
  void anAppendThatWasNotAnsweredIsDoubled() {
    then(append("x"), UNKNOWN).then(read(0), values("x", "x")).assertFlawed();
  }

  @Test
  void aReadIsStale() {
    then(append("x"), new At(1))
        .then(append("y"), new At(2))
        .then(read(0), values("x"))
        .assertFlawed();
  }

  @Test
  void aReadGoesBackBehindAnEarlierOne() {
    call(0, 9, append("x"), new At(1))
        .call(1, 2, read(0), values("x"))
        .call(3, 4, read(0), values())
        .assertFlawed();
  }

  @Test
  void twoReadersSeeDifferentOrders() {
    then(append("x"), UNKNOWN)
        .then(append("y"), UNKNOWN)
        .then(read(0), values("x", "y"))
        .then(read(0), values("y", "x"))
        .assertFlawed();
  }

  @Test
  void anInviteForOneIsRedeemedTwice() {
    then(new Invite("link", 1), DONE)
        .call(10, 20, new Join("ben", "link"), DONE)
        .call(11, 19, new Join("eve", "link"), DONE)
        .assertFlawed();
  }

  @Test
  void anInviteForOneIsRedeemedTwiceWhereOneWasNotAnswered() {
    then(new Invite("link", 1), DONE)
        .then(new Join("ben", "link"), UNKNOWN)
        .then(new Join("eve", "link"), DONE)
        .then(new Look(HOST), members(HOST, "ben", "eve"))
        .assertFlawed();
  }

  @Test
  void theSameDeviceMayRedeemTwice() {
    then(new Invite("link", 1), DONE)
        .then(new Join("ben", "link"), DONE)
        .then(new Join("ben", "link"), DONE)
        .then(new Join("eve", "link"), REFUSED)
        .assertFine();
  }

  @Test
  void anInviteIsRedeemedAfterItWasRevoked() {
    then(new Invite("link", 2), DONE)
        .then(new Revoke("link"), DONE)
        .then(new Join("ben", "link"), DONE)
        .assertFlawed();
  }

  @Test
  void anInviteIsRedeemedWhileItIsRevoked() {
    then(new Invite("link", 2), DONE)
        .call(10, 20, new Revoke("link"), DONE)
        .call(11, 19, new Join("ben", "link"), DONE)
        .call(12, 18, new Join("eve", "link"), REFUSED)
        .assertFine();
  }

  @Test
  void anInviteThatIsGoodIsRefused() {
    then(new Invite("link", 1), DONE).then(new Join("ben", "link"), REFUSED).assertFlawed();
  }

  @Test
  void whoWasRemovedStillWrites() {
    then(new Invite("link", 1), DONE)
        .then(new Join("ben", "link"), DONE)
        .then(new Remove("ben"), DONE)
        .then(new Append("ben", "x"), new At(1))
        .assertFlawed();
  }

  @Test
  void whoWasRemovedIsStillThere() {
    then(new Invite("link", 1), DONE)
        .then(new Join("ben", "link"), DONE)
        .then(new Remove("ben"), DONE)
        .then(new Look(HOST), members(HOST, "ben"))
        .assertFlawed();
  }

  @Test
  void whoWasRemovedComesBack() {
    then(new Invite("link", 2), DONE)
        .then(new Join("ben", "link"), DONE)
        .then(new Remove("ben"), DONE)
        .then(new Join("ben", "link"), DONE)
        .assertFlawed();
  }

  @Test
  void whatWasNotAnsweredMayBeDoneLaterOrNever() {
    then(append("x"), UNKNOWN)
        .then(append("y"), UNKNOWN)
        .then(append("z"), new At(1))
        .then(read(0), values("z"))
        .then(read(0), values("z", "x"))
        .assertFine();
  }

  @Test
  void aJoinThatWasNotAnsweredMayHaveUsedTheInvite() {
    then(new Invite("link", 1), DONE)
        .then(new Join("ben", "link"), UNKNOWN)
        .then(new Join("eve", "link"), REFUSED)
        .then(new Look(HOST), members(HOST, "ben"))
        .assertFine();
  }

  @Test
  void aRemovalThatWasNotAnsweredMayBeDoneAtAnyTime() {
    then(new Invite("link", 1), DONE)
        .then(new Join("ben", "link"), DONE)
        .then(new Remove("ben"), UNKNOWN)
        .then(new Append("ben", "x"), new At(1))
        .then(new Append("ben", "y"), REFUSED)
        .then(new Look(HOST), members(HOST))
        .assertFine();
  }

  @Test
  void nothingIsDoneBeforeItIsAskedFor() {
    then(read(0), values("x")).then(append("x"), UNKNOWN).assertFlawed();
  }

  @Test
  void theReasonNamesWhatCannotBe() {
    then(append("x"), new At(1)).then(read(0), values());

    assertThat(Linearizability.flaw(HOST, calls)).get().asString().contains("Read", "[x]");
  }

  @Test
  void itSaysWhatTryingAllOrdersSays() {
    int flawed = 0;
    for (long seed = 0; seed < 2_000; seed++) {
      var history = new RandomHistory(new Random(seed)).of(6, 2);
      var flaw = Linearizability.flaw(HOST, history);

      assertThat(flaw.isEmpty())
          .as("seed %d: %s", seed, history)
          .isEqualTo(AllOrders.explain(HOST, history));
      flawed += flaw.isPresent() ? 1 : 0;
    }
    assertThat(flawed).isBetween(300, 1_700);
  }

  @Test
  void aLongHistoryOfManyAtOnceIsExplained() {
    for (long seed = 0; seed < 5; seed++) {
      var history = new RandomHistory(new Random(seed)).readToTheEnd(2_000);

      assertThat(Linearizability.flaw(HOST, history)).isEmpty();
    }
  }

  @Test
  void oneWrongPlaceInALongHistoryIsFound() {
    for (long seed = 0; seed < 5; seed++) {
      var random = new Random(seed);
      var history = new ArrayList<>(new RandomHistory(random).readToTheEnd(1_000));
      int wrong = random.nextInt(history.size());
      while (!(history.get(wrong).outcome() instanceof At)) {
        wrong = (wrong + 1) % history.size();
      }
      var right = history.get(wrong);
      history.set(
          wrong,
          new Call(
              right.operation(),
              new At(((At) right.outcome()).place() + 1),
              right.begin(),
              right.end()));

      assertThat(Linearizability.flaw(HOST, history)).isPresent();
    }
  }
}
