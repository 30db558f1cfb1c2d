package dev.latchkey.broker.store;

import static dev.latchkey.broker.store.Samples.SESSION;
import static dev.latchkey.broker.store.Samples.aName;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.bytes;
import static dev.latchkey.broker.store.Samples.instance;
import static dev.latchkey.broker.store.Samples.mid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.session.Effects;
import dev.latchkey.broker.session.NameResult;
import dev.latchkey.broker.session.NameToStore;
import dev.latchkey.broker.session.StoredName;
import org.junit.jupiter.api.Test;

interface NameContract extends StoreUnderTest {
  @Test
  default void eachNameGetsTheNextVersionAndReplacesTheMembersEarlierOne() {
    sessions().create(aSession(SESSION));

    assertThat(sessions().putName(SESSION, aName(1, 1))).isEqualTo(new NameResult.Named(1));
    assertThat(sessions().putName(SESSION, aName(2, 1))).isEqualTo(new NameResult.Named(2));
    assertThat(sessions().putName(SESSION, aName(1, 2))).isEqualTo(new NameResult.Named(3));

    var second = new StoredName(mid(2), aName(2, 1).frame(), 2);
    var third = new StoredName(mid(1), aName(1, 2).frame(), 3);
    assertThat(sessions().names(SESSION, 0)).containsExactly(second, third);
    assertThat(sessions().names(SESSION, 2)).containsExactly(third);
    assertThat(sessions().names(SESSION, 3)).isEmpty();
    assertThat(sessions().name(SESSION, mid(1))).contains(third);
    assertThat(sessions().name(SESSION, mid(3))).isEmpty();
    assertThat(sessions().find(SESSION).orElseThrow().namesVersion()).isEqualTo(3);
  }

  @Test
  default void theSameNameAgainGetsItsOldVersion() {
    sessions().create(aSession(SESSION));
    sessions().putName(SESSION, aName(1, 1));
    sessions().putName(SESSION, aName(2, 1));

    assertThat(sessions().putName(SESSION, aName(1, 1))).isEqualTo(new NameResult.Named(1));

    assertThat(sessions().find(SESSION).orElseThrow().namesVersion()).isEqualTo(2);
  }

  @Test
  default void aNameMustCountUpWithinItsInstance() {
    sessions().create(aSession(SESSION));
    sessions().putName(SESSION, aName(1, 4));
    var sameCounter = new NameToStore(mid(1), bytes("other"), 1, instance(1), 4, 1);

    assertThat(sessions().putName(SESSION, sameCounter)).isEqualTo(new NameResult.CounterUsed(4));
    assertThat(sessions().putName(SESSION, aName(1, 3))).isEqualTo(new NameResult.CounterUsed(4));
    assertThat(sessions().putName(SESSION, aName(1, 1, 1, 99))).isEqualTo(new NameResult.Named(2));
    assertThat(sessions().names(SESSION, 0))
        .containsExactly(new StoredName(mid(1), aName(1, 1, 1, 99).frame(), 2));
  }

  @Test
  default void aNameOfAnotherEpochIsRefused() {
    sessions().create(aSession(SESSION));
    sessions().append(SESSION, 2, "change", Effects.of(1, 2));

    assertThat(sessions().putName(SESSION, aName(1, 1, 1, 1)))
        .isEqualTo(new NameResult.EpochClosed(2));
    assertThat(sessions().putName(SESSION, aName(1, 1, 3, 1)))
        .isEqualTo(new NameResult.EpochClosed(2));
    assertThat(sessions().putName(SESSION, aName(1, 1, 2, 1))).isEqualTo(new NameResult.Named(1));
  }

  @Test
  default void aNameIsTakenOnlyUnderTheGuardByWhichItsMemberWasFound() {
    sessions().create(aSession(SESSION));
    sessions().putName(SESSION, aName(1, 1));
    sessions().append(SESSION, 2, "change", Effects.of(2, 1));

    assertThat(sessions().putName(SESSION, aName(1, 2))).isEqualTo(new NameResult.RosterMoved());
    assertThat(sessions().putName(SESSION, aName(1, 1))).isEqualTo(new NameResult.Named(1));
    assertThat(sessions().names(SESSION, 1)).isEmpty();
  }

  @Test
  default void namesAndFramesCountApart() {
    sessions().create(aSession(SESSION));
    channels().write(SESSION, 0, FrameDraft.frame(1, 5).toStore());

    assertThat(sessions().putName(SESSION, aName(1, 1))).isEqualTo(new NameResult.Named(1));
  }
}
