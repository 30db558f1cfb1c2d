package dev.latchkey.broker.store;

import static dev.latchkey.broker.store.FrameDraft.frame;
import static dev.latchkey.broker.store.Samples.SESSION;
import static dev.latchkey.broker.store.Samples.aName;
import static dev.latchkey.broker.store.Samples.aSession;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.relay.Condition;
import dev.latchkey.broker.relay.Heads;
import dev.latchkey.broker.relay.Page;
import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.broker.relay.WriteResult;
import dev.latchkey.broker.session.Effects;
import java.util.List;
import org.junit.jupiter.api.Test;

interface ChannelContract extends StoreUnderTest {
  int CHANNEL = 3;

  private WriteResult write(FrameDraft frame) {
    return channels().write(SESSION, CHANNEL, frame.toStore());
  }

  private Page read(long after) {
    return channels().read(SESSION, CHANNEL, after, 1_000_000).orElseThrow();
  }

  private long storedBytes() {
    var row = sessions().find(SESSION).orElseThrow();
    return row.storedBytes() - row.logBytes();
  }

  private List<Long> seqs() {
    return read(0).frames().stream().map(StoredFrame::seq).toList();
  }

  @Test
  default void framesAreNumberedPerChannel() {
    sessions().create(aSession(SESSION));

    assertThat(write(frame(1, 1))).isEqualTo(new WriteResult.Stored(1));
    assertThat(write(frame(1, 2))).isEqualTo(new WriteResult.Stored(2));
    assertThat(channels().write(SESSION, 255, frame(1, 3).toStore()))
        .isEqualTo(new WriteResult.Stored(1));

    assertThat(read(0))
        .isEqualTo(
            new Page(
                2,
                0,
                false,
                List.of(
                    new StoredFrame(1, frame(1, 1).bytes()),
                    new StoredFrame(2, frame(1, 2).bytes()))));
    assertThat(read(1).frames()).containsExactly(new StoredFrame(2, frame(1, 2).bytes()));
    assertThat(read(2)).isEqualTo(new Page(2, 0, false, List.of()));
    assertThat(channels().read(SESSION, 4, 0, 1_000)).contains(new Page(0, 0, false, List.of()));
  }

  @Test
  default void anUnknownSessionTakesAndGivesNothing() {
    assertThat(write(frame(1, 1))).isEqualTo(new WriteResult.Gone());
    assertThat(channels().read(SESSION, CHANNEL, 0, 1_000)).isEmpty();
    assertThat(channels().heads(SESSION, CHANNEL)).isEmpty();
  }

  @Test
  default void headsTellTheChannelTheLogAndTheNames() {
    sessions().create(aSession(SESSION));
    assertThat(channels().heads(SESSION, CHANNEL)).contains(new Heads(0, 0, 2, 0));

    write(frame(1, 1));
    write(frame(1, 2).covering(1));
    sessions().append(SESSION, 2, "entry", Effects.of(1, 1));
    sessions().putName(SESSION, aName(1, 1));

    assertThat(channels().heads(SESSION, CHANNEL)).contains(new Heads(2, 2, 3, 1));
    assertThat(channels().heads(SESSION, 4)).contains(new Heads(0, 0, 3, 1));
  }

  @Test
  default void theLastFrameOfAnInstanceAgainGetsItsOldPlaceBeforeAnythingElseIsLookedAt() {
    sessions().create(aSession(SESSION));
    var atFirst = frame(1, 1).on(new Condition.Unwritten()).within(100);
    write(atFirst);
    write(frame(2, 1));
    sessions().append(SESSION, 2, "change", Effects.of(2, 2));

    assertThat(write(atFirst.within(0))).isEqualTo(new WriteResult.Repeated(1));

    assertThat(seqs()).containsExactly(1L, 2L);
  }

  @Test
  default void aCounterMustBeAboveTheLastOfItsInstanceOverAllChannels() {
    sessions().create(aSession(SESSION));
    write(frame(1, 5));

    assertThat(write(frame(1, 4))).isEqualTo(new WriteResult.CounterUsed(5));
    assertThat(write(frame(1, 5).ofSize(7))).isEqualTo(new WriteResult.CounterUsed(5));
    assertThat(channels().write(SESSION, 4, frame(1, 5).ofSize(7).toStore()))
        .isEqualTo(new WriteResult.CounterUsed(5));
    assertThat(write(frame(1, 9))).isEqualTo(new WriteResult.Stored(2));
    assertThat(write(frame(1, 5))).isEqualTo(new WriteResult.CounterUsed(9));
    assertThat(write(frame(2, 1))).isEqualTo(new WriteResult.Stored(3));
  }

  @Test
  default void anInstanceCountsAnewInEveryEpoch() {
    sessions().create(aSession(SESSION));
    write(frame(1, 5));
    sessions().append(SESSION, 2, "change", Effects.of(2, 2));

    assertThat(write(frame(1, 1).inEpoch(2).underGuard(2))).isEqualTo(new WriteResult.Stored(2));
  }

  @Test
  default void aFrameIsForgottenAsTheLastOnceSeventeenEpochsHavePassed() {
    sessions().create(aSession(SESSION));
    write(frame(1, 1));
    for (int epoch = 2; epoch <= 17; epoch++) {
      sessions().append(SESSION, epoch, "change", Effects.of(epoch, epoch));
      assertThat(write(frame(1, 1))).isEqualTo(new WriteResult.Repeated(1));
    }

    sessions().append(SESSION, 18, "change", Effects.of(18, 18));

    assertThat(write(frame(1, 1).underGuard(18))).isEqualTo(new WriteResult.EpochClosed(18));
  }

  @Test
  default void whatAnInstanceHasUsedInAClosedEpochIsToldBeforeThatItIsClosed() {
    sessions().create(aSession(SESSION));
    write(frame(1, 5));
    sessions().append(SESSION, 2, "change", Effects.of(2, 2));

    assertThat(write(frame(1, 4).underGuard(2))).isEqualTo(new WriteResult.CounterUsed(5));
    assertThat(write(frame(1, 6).underGuard(2))).isEqualTo(new WriteResult.EpochClosed(2));
  }

  @Test
  default void whatSpeaksFirstAgainstAFrameIsTheAnswer() {
    sessions().create(aSession(SESSION));
    write(frame(1, 5));
    sessions().append(SESSION, 2, "change", Effects.of(2, 1));
    var moved = new Condition.AtHead(7);
    var all = frame(1, 4).underGuard(1).on(moved).covering(9).within(0);

    assertThat(write(all)).isEqualTo(new WriteResult.RosterMoved());
    assertThat(write(all.underGuard(2))).isEqualTo(new WriteResult.CounterUsed(5));
    assertThat(write(all.underGuard(2).inEpoch(2))).isEqualTo(new WriteResult.EpochClosed(1));
    var counted = frame(1, 6).underGuard(2).on(moved).covering(9).within(0);
    assertThat(write(counted)).isEqualTo(new WriteResult.HeadMoved(1));
    assertThat(write(counted.on(new Condition.AtHead(1)))).isEqualTo(new WriteResult.HeadMoved(1));
    assertThat(write(counted.on(new Condition.AtHead(1)).covering(0)))
        .isEqualTo(new WriteResult.Full());

    assertThat(read(0).head()).isEqualTo(1);
    assertThat(storedBytes()).isEqualTo(frame(1, 5).bytes().size());
  }

  @Test
  default void aFrameOfAnotherEpochIsToldTheCurrentOne() {
    sessions().create(aSession(SESSION));

    assertThat(write(frame(1, 1).inEpoch(0))).isEqualTo(new WriteResult.EpochClosed(1));
    assertThat(write(frame(1, 1).inEpoch(2))).isEqualTo(new WriteResult.EpochClosed(1));
  }

  @Test
  default void aConditionIsAboutTheHead() {
    sessions().create(aSession(SESSION));
    var unwritten = new Condition.Unwritten();

    assertThat(write(frame(1, 1).on(new Condition.AtHead(1))))
        .isEqualTo(new WriteResult.HeadMoved(0));
    assertThat(write(frame(1, 1).on(unwritten))).isEqualTo(new WriteResult.Stored(1));
    assertThat(write(frame(1, 2).on(unwritten))).isEqualTo(new WriteResult.HeadMoved(1));
    assertThat(write(frame(1, 2).on(new Condition.AtHead(0))))
        .isEqualTo(new WriteResult.HeadMoved(1));
    assertThat(write(frame(1, 2).on(new Condition.AtHead(1)))).isEqualTo(new WriteResult.Stored(2));
  }

  @Test
  default void aReplaceDeletesWhatItCoversAndIsTheNewBase() {
    sessions().create(aSession(SESSION));
    for (int counter = 1; counter <= 5; counter++) {
      write(frame(1, counter));
    }

    assertThat(write(frame(1, 6).covering(6))).isEqualTo(new WriteResult.HeadMoved(5));
    assertThat(write(frame(1, 6).covering(3))).isEqualTo(new WriteResult.Stored(6));
    assertThat(seqs()).containsExactly(4L, 5L, 6L);
    assertThat(read(0).base()).isEqualTo(6);

    assertThat(write(frame(1, 7).covering(6))).isEqualTo(new WriteResult.Stored(7));
    assertThat(seqs()).containsExactly(7L);
    assertThat(read(0).base()).isEqualTo(7);
    assertThat(write(frame(1, 8))).isEqualTo(new WriteResult.Stored(8));
    assertThat(read(0).base()).isEqualTo(7);
  }

  @Test
  default void aReplaceThatCoversLessThanAnEarlierOneIsNoBase() {
    sessions().create(aSession(SESSION));
    for (int counter = 1; counter <= 4; counter++) {
      write(frame(1, counter));
    }
    write(frame(1, 5).covering(4));

    assertThat(write(frame(2, 1).covering(2))).isEqualTo(new WriteResult.Stored(6));
    assertThat(seqs()).containsExactly(5L, 6L);
    assertThat(read(0).base()).isEqualTo(5);

    assertThat(write(frame(2, 2).covering(4))).isEqualTo(new WriteResult.Stored(7));
    assertThat(seqs()).containsExactly(5L, 6L, 7L);
    assertThat(read(0).base()).isEqualTo(7);
  }

  @Test
  default void aReplaceReachesIntoNoOtherChannel() {
    sessions().create(aSession(SESSION));
    write(frame(1, 1));
    channels().write(SESSION, 4, frame(1, 2).toStore());

    channels().write(SESSION, 4, frame(1, 3).covering(1).toStore());

    assertThat(seqs()).containsExactly(1L);
  }

  @Test
  default void theFramesOfASessionStayWithinTheirLimit() {
    sessions().create(aSession(SESSION));
    assertThat(write(frame(1, 1).ofSize(60).within(59))).isEqualTo(new WriteResult.Full());
    assertThat(write(frame(1, 1).ofSize(60).within(60))).isEqualTo(new WriteResult.Stored(1));
    assertThat(storedBytes()).isEqualTo(60);

    assertThat(channels().write(SESSION, 4, frame(1, 2).ofSize(40).within(99).toStore()))
        .isEqualTo(new WriteResult.Full());
    assertThat(channels().write(SESSION, 4, frame(1, 2).ofSize(40).within(100).toStore()))
        .isEqualTo(new WriteResult.Stored(1));
    assertThat(storedBytes()).isEqualTo(100);

    assertThat(write(frame(1, 3).ofSize(61).covering(1).within(100)))
        .isEqualTo(new WriteResult.Full());
    assertThat(write(frame(1, 3).ofSize(50).covering(1).within(100)))
        .isEqualTo(new WriteResult.Stored(2));
    assertThat(storedBytes()).isEqualTo(90);
  }

  @Test
  default void aPageIsCutAtItsSizeButHoldsAtLeastOneFrame() {
    sessions().create(aSession(SESSION));
    for (int counter = 1; counter <= 3; counter++) {
      write(frame(1, counter).ofSize(10));
    }

    assertPage(0, 0, true, 1);
    assertPage(0, 19, true, 1);
    assertPage(0, 20, true, 2);
    assertPage(0, 29, true, 2);
    assertPage(0, 30, false, 3);
    assertPage(2, 1, false, 1);
    assertPage(3, 1, false, 0);
  }

  private void assertPage(long after, int maxBytes, boolean more, int frames) {
    Page page = channels().read(SESSION, CHANNEL, after, maxBytes).orElseThrow();
    assertThat(page.frames()).hasSize(frames);
    assertThat(page.more()).isEqualTo(more);
    assertThat(page.head()).isEqualTo(3);
  }
}
