package dev.latchkey.broker.store;

import static dev.latchkey.broker.store.FrameDraft.frame;
import static dev.latchkey.broker.store.Samples.SESSION;
import static dev.latchkey.broker.store.Samples.aChallenge;
import static dev.latchkey.broker.store.Samples.aName;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.relay.Condition;
import dev.latchkey.broker.relay.Page;
import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.broker.relay.WriteResult;
import dev.latchkey.broker.session.AppendResult;
import dev.latchkey.broker.session.CreateResult;
import dev.latchkey.broker.session.Effects;
import dev.latchkey.broker.session.NameResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

interface RaceContract extends StoreUnderTest {
  int RUNNERS = 50;
  int ROUNDS = 200;

  @Test
  default void ofFiftyAppendsAtOneSizeExactlyOneGetsInAndTheRestLearnTheNewSize() {
    sessions().create(aSession(SESSION));

    for (int round = 0; round < ROUNDS; round++) {
      int size = 2 + round;
      var results =
          Race.of(
              RUNNERS,
              runner -> sessions().append(SESSION, size, size + " by " + runner, Effects.of(1, 1)));

      assertThat(results).containsOnlyOnce(new AppendResult.Appended(size + 1, 0));
      assertThat(results)
          .filteredOn(new AppendResult.Conflict(size + 1)::equals)
          .hasSize(RUNNERS - 1);
      int winner = results.indexOf(new AppendResult.Appended(size + 1, 0));
      assertThat(sessions().entries(SESSION, size, 1_000)).containsExactly(size + " by " + winner);
    }
  }

  @Test
  default void ofFiftyTakersOneGetsTheChallenge() {
    for (int round = 0; round < ROUNDS; round++) {
      var challenge = aChallenge("challenge " + round);
      assertThat(Race.of(RUNNERS, _ -> sessions().takeChallenge(challenge))).containsOnlyOnce(true);
    }
  }

  @Test
  default void aChallengeIsTakenByOneAppendOnly() {
    sessions().create(aSession(sid(0)));
    sessions().create(aSession(sid(1)));

    for (int round = 0; round < ROUNDS; round++) {
      var effects = Effects.of(1, 1).withChallenge(aChallenge("challenge " + round));
      var results =
          Race.of(
              2,
              runner -> {
                int size = sessions().find(sid(runner)).orElseThrow().size();
                return sessions().append(sid(runner), size, "entry", effects);
              });

      assertThat(results).containsOnlyOnce(new AppendResult.ChallengeUsed());
      assertThat(results).filteredOn(AppendResult.Appended.class::isInstance).hasSize(1);
    }
  }

  @Test
  default void ofFiftyCreatorsOneCreatesTheSession() {
    assertThat(Race.of(RUNNERS, _ -> sessions().create(aSession(SESSION))))
        .containsOnlyOnce(CreateResult.CREATED);
  }

  @Test
  default void ofFiftyWritesAtOneHeadExactlyOneGetsIn() {
    sessions().create(aSession(SESSION));

    for (int round = 0; round < ROUNDS; round++) {
      long head = round;
      var results =
          Race.of(
              RUNNERS,
              runner ->
                  channels()
                      .write(
                          SESSION,
                          0,
                          frame(runner, head + 1).on(new Condition.AtHead(head)).toStore()));

      assertThat(results).containsOnlyOnce(new WriteResult.Stored(head + 1));
      assertThat(results)
          .filteredOn(new WriteResult.HeadMoved(head + 1)::equals)
          .hasSize(RUNNERS - 1);
    }
  }

  @Test
  default void noFrameComesBetweenTheHeadsThatAnEntryClosesAtAndTheEntry() {
    sessions().create(aSession(SESSION));
    int each = 20;

    var results =
        Race.of(
            10,
            runner -> {
              var mine = new ArrayList<WriteResult>();
              for (int counter = 1; runner > 0 && counter <= each; counter++) {
                mine.add(channels().write(SESSION, runner, frame(runner, counter).toStore()));
              }
              if (runner == 0) {
                var heads = sessions().channelHeads(SESSION);
                while (sessions().append(SESSION, 2, "entry", Effects.of(2, 2).withClosing(heads))
                    instanceof AppendResult.HeadsMoved(Map<Integer, Long> moved)) {
                  heads = moved;
                }
              }
              return mine;
            });

    var stored =
        results.stream().flatMap(List::stream).filter(WriteResult.Stored.class::isInstance);
    var heads = sessions().channelHeads(SESSION);
    assertThat(stored.count()).isEqualTo(heads.values().stream().mapToLong(Long::longValue).sum());
    assertThat(sessions().append(SESSION, 3, "entry", Effects.of(3, 2).withClosing(heads)))
        .isEqualTo(new AppendResult.Appended(4, 0));
  }

  @Test
  default void oneFrameSentByFiftyThreadsIsStoredOnce() {
    sessions().create(aSession(SESSION));

    var results = Race.of(RUNNERS, _ -> channels().write(SESSION, 0, frame(1, 1).toStore()));

    assertThat(results).containsOnlyOnce(new WriteResult.Stored(1));
    assertThat(results).filteredOn(new WriteResult.Repeated(1)::equals).hasSize(RUNNERS - 1);
    assertThat(seqs(channels().read(SESSION, 0, 0, 1_000).orElseThrow())).containsExactly(1L);
  }

  @Test
  default void framesOfManyThreadsGetNumbersWithoutGapAndEachStandsAtItsOwn() {
    sessions().create(aSession(SESSION));
    int each = 20;

    var stored =
        Race.of(
            RUNNERS,
            runner -> {
              var mine = new ArrayList<StoredFrame>();
              for (int counter = 1; counter <= each; counter++) {
                var frame = frame(runner, counter);
                var result = channels().write(SESSION, 0, frame.toStore());
                mine.add(new StoredFrame(((WriteResult.Stored) result).seq(), frame.bytes()));
              }
              return mine;
            });

    Page page = channels().read(SESSION, 0, 0, 1_000_000).orElseThrow();
    assertThat(seqs(page)).containsExactlyElementsOf(numbers(1, RUNNERS * each));
    assertThat(page.frames())
        .containsExactlyInAnyOrderElementsOf(stored.stream().flatMap(List::stream).toList());
  }

  @Test
  default void namesOfManyThreadsGetVersionsWithoutGap() {
    sessions().create(aSession(SESSION));

    var results = Race.of(RUNNERS, runner -> sessions().putName(SESSION, aName(runner, 1)));

    assertThat(results)
        .containsExactlyInAnyOrderElementsOf(
            numbers(1, RUNNERS).stream().map(NameResult.Named::new).toList());
  }

  @Test
  default void aReaderNeverSeesAReplaceHalfDone() {
    sessions().create(aSession(SESSION));
    channels().write(SESSION, 0, frame(0, 1).covering(0).toStore());
    var written = new AtomicBoolean();

    var pages =
        Race.of(
                2,
                runner -> {
                  var seen = new ArrayList<Page>();
                  if (runner == 0) {
                    for (int counter = 1; counter <= 3 * ROUNDS; counter += 3) {
                      channels().write(SESSION, 0, frame(1, counter).toStore());
                      channels().write(SESSION, 0, frame(1, counter + 1).toStore());
                      long head = counter + 2;
                      channels().write(SESSION, 0, frame(1, counter + 2).covering(head).toStore());
                    }
                    written.set(true);
                  } else {
                    do {
                      seen.add(channels().read(SESSION, 0, 0, 1_000_000).orElseThrow());
                    } while (!written.get());
                  }
                  return seen;
                })
            .get(1);

    assertThat(pages).isNotEmpty();
    for (Page page : pages) {
      assertThat(seqs(page)).containsExactlyElementsOf(numbers(page.base(), page.head()));
    }
  }

  private static List<Long> seqs(Page page) {
    return page.frames().stream().map(StoredFrame::seq).toList();
  }

  private static List<Long> numbers(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
