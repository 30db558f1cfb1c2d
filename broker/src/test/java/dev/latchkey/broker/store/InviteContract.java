package dev.latchkey.broker.store;

import static dev.latchkey.broker.store.Samples.EXPIRY;
import static dev.latchkey.broker.store.Samples.SESSION;
import static dev.latchkey.broker.store.Samples.START;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anInvite;
import static dev.latchkey.broker.store.Samples.bytes;
import static dev.latchkey.broker.store.Samples.iid;
import static dev.latchkey.broker.store.Samples.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.session.Effects;
import dev.latchkey.broker.session.StoredInvite;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

interface InviteContract extends StoreUnderTest {
  private void append(SessionId session, int size, StoredInvite invite) {
    sessions().append(session, size, "invite", Effects.of(1, 1).withInvite(invite));
  }

  @Test
  default void invitesAreListedOldestFirst() {
    sessions().create(aSession(SESSION));
    append(SESSION, 2, anInvite(9));
    append(SESSION, 3, anInvite(4));
    append(SESSION, 4, anInvite(6));

    assertThat(sessions().invites(SESSION)).containsExactly(anInvite(9), anInvite(4), anInvite(6));
    assertThat(sessions().invite(SESSION, iid(4))).contains(anInvite(4));
    assertThat(sessions().invite(SESSION, iid(5))).isEmpty();
  }

  @Test
  default void looksAndRefusedJoinsAreCounted() {
    sessions().create(aSession(SESSION));
    append(SESSION, 2, anInvite(1));
    append(SESSION, 3, anInvite(2));

    sessions().countOpened(SESSION, iid(1), 1);
    sessions().countOpened(SESSION, iid(1), 1);
    sessions().countFailed(SESSION, iid(1), 3, START.plusSeconds(2));
    sessions().countFailed(SESSION, iid(1), 1, START.plusSeconds(1));
    sessions().countFailed(SESSION, iid(3), 1, START);
    sessions().countOpened(sid(2), iid(1), 1);

    assertThat(sessions().invite(SESSION, iid(1)))
        .contains(
            new StoredInvite(
                iid(1),
                bytes("label 1"),
                bytes("preview 1"),
                2,
                4,
                Optional.of(START.plusSeconds(1))));
    assertThat(sessions().invite(SESSION, iid(2))).contains(anInvite(2));
    assertThat(sessions().invite(SESSION, iid(3))).isEmpty();
  }

  @Test
  default void anExtendedInviteGetsNewTextsAndKeepsItsPlaceAndItsCounts() {
    sessions().create(aSession(SESSION));
    append(SESSION, 2, anInvite(1));
    append(SESSION, 3, anInvite(2));
    sessions().countOpened(SESSION, iid(1), 1);
    sessions().countFailed(SESSION, iid(1), 1, START);

    append(SESSION, 4, StoredInvite.unopened(iid(1), bytes("new label"), bytes("new preview")));

    assertThat(sessions().invites(SESSION))
        .containsExactly(
            new StoredInvite(
                iid(1), bytes("new label"), bytes("new preview"), 1, 1, Optional.of(START)),
            anInvite(2));
  }

  @Test
  default void anInviteBelongsToTheSessionThatHadItFirst() {
    sessions().create(aSession(sid(2)));
    sessions().create(aSession(sid(1), EXPIRY.plus(Duration.ofDays(1))));
    append(sid(2), 2, anInvite(1));
    append(sid(1), 2, anInvite(1));
    append(sid(2), 3, anInvite(1));

    assertThat(sessions().sessionOfInvite(iid(1))).contains(sid(2));
    assertThat(sessions().sessionOfInvite(iid(2))).isEmpty();

    sessions().purge(EXPIRY);

    assertThat(sessions().sessionOfInvite(iid(1))).contains(sid(1));
  }
}
