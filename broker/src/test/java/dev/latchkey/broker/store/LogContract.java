package dev.latchkey.broker.store;

import static dev.latchkey.broker.store.FrameDraft.frame;
import static dev.latchkey.broker.store.Samples.EXPIRY;
import static dev.latchkey.broker.store.Samples.LOG_BYTES;
import static dev.latchkey.broker.store.Samples.SESSION;
import static dev.latchkey.broker.store.Samples.START;
import static dev.latchkey.broker.store.Samples.aChallenge;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anInvite;
import static dev.latchkey.broker.store.Samples.bytes;
import static dev.latchkey.broker.store.Samples.iid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.session.AppendResult;
import dev.latchkey.broker.session.Effects;
import dev.latchkey.broker.session.NewSession;
import dev.latchkey.broker.session.Standing;
import dev.latchkey.broker.session.StoredInvite;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

interface LogContract extends StoreUnderTest {
  Effects NOTHING_ELSE = Effects.of(1, 1);
  int MOST_ENTRIES = 10_000;
  int MOST_BYTES = 8 * 1024 * 1024;

  @Test
  default void aPageOfEntriesIsCutAtItsSizeButHoldsAtLeastOne() {
    sessions().create(aSession(SESSION));
    sessions().append(SESSION, 2, "entry", NOTHING_ELSE);

    assertThat(sessions().entries(SESSION, 0, 0)).containsExactly("genesis");
    assertThat(sessions().entries(SESSION, 0, 12)).containsExactly("genesis");
    assertThat(sessions().entries(SESSION, 0, 13)).containsExactly("genesis", "change");
    assertThat(sessions().entries(SESSION, 1, 11)).containsExactly("change", "entry");
    assertThat(sessions().entries(SESSION, 3, 100)).isEmpty();
  }

  @Test
  default void anEntryIsFoundByItsPositionAndByItsHash() {
    sessions().create(aSession(SESSION));
    sessions().create(aSession(Samples.sid(2)));
    sessions().append(SESSION, 2, "entry", NOTHING_ELSE);

    assertThat(sessions().entry(SESSION, 0)).contains("genesis");
    assertThat(sessions().entry(SESSION, 2)).contains("entry");
    assertThat(sessions().entry(SESSION, 3)).isEmpty();
    assertThat(sessions().entry(Samples.sid(3), 0)).isEmpty();
    assertThat(sessions().positionOf(SESSION, hash("change"))).hasValue(1);
    assertThat(sessions().positionOf(SESSION, hash("entry"))).hasValue(2);
    assertThat(sessions().positionOf(Samples.sid(2), hash("entry"))).isEmpty();
    assertThat(sessions().positionOf(Samples.sid(3), hash("genesis"))).isEmpty();
  }

  @Test
  default void onlyChannelsThatWereWrittenHaveAHead() {
    sessions().create(aSession(SESSION));
    channels().read(SESSION, 1, 0, 1_000);
    channels().write(SESSION, 3, frame(1, 1).toStore());
    channels().write(SESSION, 3, frame(1, 2).toStore());
    channels().write(SESSION, 255, frame(1, 3).toStore());

    assertThat(sessions().channelHeads(SESSION)).isEqualTo(Map.of(3, 2L, 255, 1L));
    assertThat(sessions().channelHeads(Samples.sid(2))).isEmpty();
  }

  @Test
  default void manySessionsSayAtOnceWhereTheyStand() {
    var all = IntStream.range(0, 300).mapToObj(Samples::sid).toList();
    all.subList(0, 299).forEach(session -> sessions().create(aSession(session)));
    sessions().append(all.get(1), 2, "entry", Effects.of(1, 1));
    channels().write(all.get(1), 3, frame(1, 1).toStore());
    channels().write(all.get(1), 255, frame(1, 2).toStore());
    channels().write(all.get(298), 3, frame(1, 1).toStore());

    var standings = sessions().standings(all);

    assertThat(standings).hasSize(299).doesNotContainKey(all.get(299));
    assertThat(standings.get(all.get(0))).isEqualTo(new Standing(2, 0, Map.of()));
    assertThat(standings.get(all.get(1))).isEqualTo(new Standing(3, 0, Map.of(3, 1L, 255, 1L)));
    assertThat(standings.get(all.get(298))).isEqualTo(new Standing(2, 0, Map.of(3, 1L)));
    assertThat(sessions().standings(List.of())).isEmpty();
  }

  @Test
  default void anEntryThatClosesTheChannelsIsInOnlyAtTheirVeryHeads() {
    sessions().create(aSession(SESSION));
    channels().write(SESSION, 3, frame(1, 1).toStore());
    channels().write(SESSION, 3, frame(1, 2).toStore());
    channels().write(SESSION, 255, frame(1, 3).toStore());
    var heads = Map.of(3, 2L, 255, 1L);
    var before = sessions().find(SESSION);
    var effects = Effects.of(2, 2).withInvite(anInvite(1)).withChallenge(aChallenge("c"));

    for (var closing :
        List.of(
            Map.<Integer, Long>of(),
            Map.of(3, 2L),
            Map.of(3, 1L, 255, 1L),
            Map.of(3, 3L, 255, 1L),
            Map.of(3, 2L, 255, 1L, 4, 1L),
            Map.of(3, 2L, 255, 1L, 4, 0L))) {
      assertThat(sessions().append(SESSION, 2, "entry", effects.withClosing(closing)))
          .isEqualTo(new AppendResult.HeadsMoved(heads));
    }
    assertThat(sessions().append(SESSION, 1, "entry", effects.withClosing(Map.of())))
        .isEqualTo(new AppendResult.Conflict(2));
    assertThat(sessions().find(SESSION)).isEqualTo(before);
    assertThat(sessions().invites(SESSION)).isEmpty();

    assertThat(sessions().append(SESSION, 2, "entry", effects.withClosing(heads)))
        .isEqualTo(new AppendResult.Appended(3, 0));
  }

  @Test
  default void aSessionWithoutAFrameHasNoHeadsToClose() {
    sessions().create(aSession(SESSION));
    channels().read(SESSION, 1, 0, 1_000);

    assertThat(sessions().append(SESSION, 2, "entry", NOTHING_ELSE.withClosing(Map.of(1, 0L))))
        .isEqualTo(new AppendResult.HeadsMoved(Map.of()));
    assertThat(sessions().append(SESSION, 2, "entry", NOTHING_ELSE.withClosing(Map.of())))
        .isEqualTo(new AppendResult.Appended(3, 0));
  }

  @Test
  default void aLogHasAtMostTenThousandEntries() {
    sessions().create(sessionOf(MOST_ENTRIES - 1, "entry"));

    assertThat(sessions().append(SESSION, MOST_ENTRIES - 1, "last", NOTHING_ELSE))
        .isEqualTo(new AppendResult.Appended(MOST_ENTRIES, 0));
    assertThat(sessions().append(SESSION, MOST_ENTRIES, "more", NOTHING_ELSE))
        .isEqualTo(new AppendResult.Full());
    assertThat(sessions().find(SESSION).orElseThrow().size()).isEqualTo(MOST_ENTRIES);
    assertThat(sessions().entry(SESSION, MOST_ENTRIES)).isEmpty();
  }

  @Test
  default void aLogWithItsTextsHasAtMostEightMebibytes() {
    sessions().create(sessionOf(127, "x".repeat(65_536)));
    var invite = new StoredInvite(iid(1), bytes("l"), bytes("pp"), 0, 0, Optional.empty());
    var effects = NOTHING_ELSE.withInvite(invite).withChallenge(aChallenge("c"));

    assertThat(sessions().append(SESSION, 127, "x".repeat(65_534), effects))
        .isEqualTo(new AppendResult.Full());
    assertThat(sessions().invites(SESSION)).isEmpty();
    assertThat(sessions().append(SESSION, 127, "x".repeat(65_533), effects))
        .isEqualTo(new AppendResult.Appended(128, 0));
    assertThat(sessions().append(SESSION, 128, "x", NOTHING_ELSE))
        .isEqualTo(new AppendResult.Full());
    assertThat(sessions().find(SESSION).orElseThrow().logBytes()).isEqualTo(MOST_BYTES);
  }

  @Test
  default void theLogAndItsTextsCountTowardsWhatTheSessionStores() {
    sessions().create(aSession(SESSION));
    sessions().append(SESSION, 2, "entry", NOTHING_ELSE.withInvite(anInvite(1)));
    long log = LOG_BYTES + "entry".length() + "label 1".length() + "preview 1".length();

    assertThat(sessions().find(SESSION).orElseThrow().logBytes()).isEqualTo(log);
    assertThat(sessions().find(SESSION).orElseThrow().storedBytes()).isEqualTo(log);

    channels().write(SESSION, 3, frame(1, 1).ofSize(60).toStore());

    assertThat(sessions().find(SESSION).orElseThrow().logBytes()).isEqualTo(log);
    assertThat(sessions().find(SESSION).orElseThrow().storedBytes()).isEqualTo(log + 60);
  }

  private static NewSession sessionOf(int size, String entry) {
    var wrap = aSession(SESSION).hostWrap();
    List<String> entries = Collections.nCopies(size, entry);
    return new NewSession(SESSION, entries, START, EXPIRY, wrap, NewEntries.NONE, Optional.empty());
  }

  private static Bytes hash(String entry) {
    return Bytes.of(Hashes.sha256(bytes(entry).toByteArray()));
  }
}
