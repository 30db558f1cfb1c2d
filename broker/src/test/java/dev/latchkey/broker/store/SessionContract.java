package dev.latchkey.broker.store;

import static dev.latchkey.broker.store.Samples.EXPIRY;
import static dev.latchkey.broker.store.Samples.HOST;
import static dev.latchkey.broker.store.Samples.LOG_BYTES;
import static dev.latchkey.broker.store.Samples.SESSION;
import static dev.latchkey.broker.store.Samples.START;
import static dev.latchkey.broker.store.Samples.aChallenge;
import static dev.latchkey.broker.store.Samples.aName;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anInvite;
import static dev.latchkey.broker.store.Samples.bytes;
import static dev.latchkey.broker.store.Samples.iid;
import static dev.latchkey.broker.store.Samples.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.relay.WriteResult;
import dev.latchkey.broker.session.AppendResult;
import dev.latchkey.broker.session.CreateResult;
import dev.latchkey.broker.session.Creator;
import dev.latchkey.broker.session.Effects;
import dev.latchkey.broker.session.NameResult;
import dev.latchkey.broker.session.NewSession;
import dev.latchkey.broker.session.Purged;
import dev.latchkey.broker.session.SessionRow;
import dev.latchkey.broker.session.StoredWrap;
import dev.latchkey.broker.session.UsedChallenge;
import dev.latchkey.broker.session.WrapRecipient;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

interface SessionContract extends StoreUnderTest {
  Effects NONE = Effects.of(1, 1);

  @Test
  default void aCreatedSessionIsThereWithItsEntriesAndItsHostsWrap() {
    assertThat(sessions().create(aSession(SESSION))).isEqualTo(CreateResult.CREATED);

    assertThat(sessions().find(SESSION))
        .contains(new SessionRow(SESSION, 2, 0, 1, 1, START, EXPIRY, LOG_BYTES, LOG_BYTES));
    assertThat(sessions().entries(SESSION, 0, 1_000)).containsExactly("genesis", "change");
    var host = new WrapRecipient.Member(HOST);
    assertThat(sessions().wraps(SESSION, host))
        .containsExactly(new StoredWrap(1, host, bytes("host wrap")));
  }

  @Test
  default void creatingASessionAgainIsRefusedAndChangesNothing() {
    sessions().create(aSession(SESSION));
    var host = new WrapRecipient.Member(HOST);
    var other =
        new NewSession(
            SESSION,
            List.of("x", "y", "z"),
            START.plusSeconds(1),
            EXPIRY.plusSeconds(1),
            new StoredWrap(1, host, bytes("other wrap")),
            NewEntries.NONE,
            Optional.empty());

    assertThat(sessions().create(other)).isEqualTo(CreateResult.EXISTS);

    assertThat(sessions().find(SESSION))
        .contains(new SessionRow(SESSION, 2, 0, 1, 1, START, EXPIRY, LOG_BYTES, LOG_BYTES));
    assertThat(sessions().entries(SESSION, 0, 1_000)).containsExactly("genesis", "change");
    assertThat(sessions().wraps(SESSION, host))
        .containsExactly(new StoredWrap(1, host, bytes("host wrap")));
  }

  @Test
  default void aCreatorHasTheirMostSessionsAndNoMore() {
    var ana = new Creator(List.of(bytes("ana")), 2);
    var ben = new Creator(List.of(bytes("ben")), 2);
    assertThat(sessions().create(aSession(sid(1), EXPIRY, ana))).isEqualTo(CreateResult.CREATED);
    assertThat(sessions().create(aSession(sid(2), EXPIRY.plusSeconds(1), ana)))
        .isEqualTo(CreateResult.CREATED);
    assertThat(sessions().create(aSession(sid(3), EXPIRY, ben))).isEqualTo(CreateResult.CREATED);

    assertThat(sessions().create(aSession(sid(4), EXPIRY, ana))).isEqualTo(CreateResult.TOO_MANY);
    assertThat(sessions().find(sid(4))).isEmpty();
    assertThat(sessions().create(aSession(sid(5)))).isEqualTo(CreateResult.CREATED);

    var anasNow = new Creator(List.of(bytes("ana, under another key"), bytes("ana")), 2);
    assertThat(sessions().create(aSession(sid(6), EXPIRY, anasNow)))
        .isEqualTo(CreateResult.TOO_MANY);
    sessions().append(sid(1), 2, "end", NONE.erasing());
    assertThat(sessions().create(aSession(sid(6), EXPIRY, anasNow)))
        .isEqualTo(CreateResult.CREATED);
    assertThat(sessions().create(aSession(sid(7), EXPIRY, anasNow)))
        .isEqualTo(CreateResult.TOO_MANY);
  }

  @Test
  default void anUnknownSessionHasNothing() {
    sessions().create(aSession(sid(2)));

    assertThat(sessions().find(SESSION)).isEmpty();
    assertThat(sessions().entries(SESSION, 0, 1_000)).isEmpty();
    assertThat(sessions().invites(SESSION)).isEmpty();
    assertThat(sessions().wraps(SESSION, new WrapRecipient.Member(HOST))).isEmpty();
    assertThat(sessions().names(SESSION, 0)).isEmpty();
    assertThat(sessions().append(SESSION, 0, "entry", NONE)).isEqualTo(new AppendResult.Gone());
    assertThat(sessions().putName(SESSION, aName(1, 1))).isEqualTo(new NameResult.Gone());
  }

  @Test
  default void sessionsAreListedPageByPageInTheOrderOfTheirIds() {
    var expected =
        IntStream.range(0, 90)
            .mapToObj(number -> sid(number << 20))
            .sorted(Comparator.comparing(SessionId::value))
            .toList();
    expected.reversed().forEach(session -> sessions().create(aSession(session)));

    var listed = new ArrayList<SessionId>();
    var page = sessions().list(Optional.empty(), 20);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(20);
      page.forEach(row -> listed.add(row.sid()));
      page = sessions().list(Optional.of(listed.getLast()), 20);
    }

    assertThat(listed).isEqualTo(expected);
    assertThat(sessions().list(Optional.empty(), 1))
        .isEqualTo(List.of(sessions().find(expected.getFirst()).orElseThrow()));
  }

  @Test
  default void aSessionCanLiveLongerButNotShorter() {
    sessions().create(aSession(SESSION));

    sessions().extend(SESSION, EXPIRY.plusSeconds(1));
    sessions().extend(SESSION, EXPIRY.minusSeconds(1));
    sessions().extend(sid(2), EXPIRY.plusSeconds(1));

    assertThat(sessions().find(SESSION).orElseThrow().expiresAt()).isEqualTo(EXPIRY.plusSeconds(1));
    assertThat(sessions().find(sid(2))).isEmpty();
  }

  @Test
  default void entriesKeepTheirOrderAndCanBeReadFromAnyPosition() {
    sessions().create(aSession(SESSION));
    var expected = new ArrayList<>(List.of("genesis", "change"));
    for (int size = 2; size < 30; size++) {
      assertThat(sessions().append(SESSION, size, "entry " + size, NONE))
          .isEqualTo(new AppendResult.Appended(size + 1, 0));
      expected.add("entry " + size);
    }

    for (int from : List.of(0, 1, 2, 29, 30, 31)) {
      assertThat(sessions().entries(SESSION, from, 1_000))
          .containsExactlyElementsOf(expected.subList(Math.min(from, 30), 30));
    }
  }

  @Test
  default void anAppendAppliesAllOfItsEffects() {
    sessions().create(aSession(SESSION));
    var recipient = new WrapRecipient.Invite(iid(1));
    var wrap = new StoredWrap(2, recipient, bytes("wrap"));
    var challenge = aChallenge("c");

    var result =
        sessions()
            .append(
                SESSION,
                2,
                "entry",
                Effects.of(2, 7)
                    .withInvite(anInvite(1))
                    .withWraps(List.of(wrap))
                    .withChallenge(challenge)
                    .withExpiresAt(EXPIRY.plusSeconds(9)));

    assertThat(result).isEqualTo(new AppendResult.Appended(3, 0));
    assertThat(sessions().find(SESSION))
        .contains(new SessionRow(SESSION, 3, 0, 2, 7, START, EXPIRY.plusSeconds(9), 34, 34));
    assertThat(sessions().invites(SESSION)).containsExactly(anInvite(1));
    assertThat(sessions().wraps(SESSION, recipient)).containsExactly(wrap);
    assertThat(sessions().takeChallenge(challenge)).isFalse();
  }

  @Test
  default void anAppendAtAnotherSizeIsAConflictAndChangesNothing() {
    sessions().create(aSession(SESSION));
    var challenge = aChallenge("c");
    var recipient = new WrapRecipient.Invite(iid(1));
    var effects =
        Effects.of(2, 7)
            .withInvite(anInvite(1))
            .withWraps(List.of(new StoredWrap(2, recipient, bytes("wrap"))))
            .withChallenge(challenge)
            .withExpiresAt(EXPIRY.plusSeconds(9));

    for (int size : List.of(0, 1, 3)) {
      assertThat(sessions().append(SESSION, size, "entry", effects))
          .isEqualTo(new AppendResult.Conflict(2));
    }

    assertThat(sessions().find(SESSION))
        .contains(new SessionRow(SESSION, 2, 0, 1, 1, START, EXPIRY, LOG_BYTES, LOG_BYTES));
    assertThat(sessions().entries(SESSION, 2, 1_000)).isEmpty();
    assertThat(sessions().invites(SESSION)).isEmpty();
    assertThat(sessions().wraps(SESSION, recipient)).isEmpty();
    assertThat(sessions().takeChallenge(challenge)).isTrue();
  }

  @Test
  default void anAppendOnAUsedChallengeChangesNothing() {
    sessions().create(aSession(SESSION));
    sessions().takeChallenge(aChallenge("c"));

    var effects = NONE.withChallenge(aChallenge("c")).withInvite(anInvite(1));
    assertThat(sessions().append(SESSION, 2, "entry", effects))
        .isEqualTo(new AppendResult.ChallengeUsed());

    assertThat(sessions().entries(SESSION, 2, 1_000)).isEmpty();
    assertThat(sessions().invites(SESSION)).isEmpty();
  }

  @Test
  default void wrapsAreKeptPerRecipientAndEpoch() {
    sessions().create(aSession(SESSION));
    var member = new WrapRecipient.Member(Samples.mid(7));
    var invite = new WrapRecipient.Invite(iid(7));
    var toMember3 = new StoredWrap(3, member, bytes("m3"));
    var toMember2 = new StoredWrap(2, member, bytes("m2"));
    var toInvite2 = new StoredWrap(2, invite, bytes("i2"));
    sessions().append(SESSION, 2, "e", NONE.withWraps(List.of(toMember3, toMember2, toInvite2)));

    assertThat(sessions().wraps(SESSION, member)).containsExactly(toMember2, toMember3);
    assertThat(sessions().wraps(SESSION, invite)).containsExactly(toInvite2);

    var again = new StoredWrap(2, member, bytes("again"));
    sessions().append(SESSION, 3, "e", NONE.withWraps(List.of(again)));

    assertThat(sessions().wraps(SESSION, member)).containsExactly(again, toMember3);
  }

  @Test
  default void aNewEpochForgetsTheWrapsOfTheOldOnesToInvites() {
    sessions().create(aSession(SESSION));
    var member = new WrapRecipient.Member(Samples.mid(7));
    var invite = new WrapRecipient.Invite(iid(7));
    var revoked = new WrapRecipient.Invite(iid(8));
    var first =
        List.of(
            new StoredWrap(1, member, bytes("m1")),
            new StoredWrap(1, invite, bytes("i1")),
            new StoredWrap(1, revoked, bytes("r1")));
    var second =
        List.of(new StoredWrap(2, member, bytes("m2")), new StoredWrap(2, invite, bytes("i2")));
    sessions().append(SESSION, 2, "e", NONE.withWraps(first));
    sessions().append(SESSION, 3, "e", NONE);
    assertThat(sessions().wraps(SESSION, invite)).containsExactly(first.get(1));

    sessions().append(SESSION, 4, "e", Effects.of(4, 2).withWraps(second));

    assertThat(sessions().wraps(SESSION, member)).containsExactly(first.get(0), second.get(0));
    assertThat(sessions().wraps(SESSION, invite)).containsExactly(second.get(1));
    assertThat(sessions().wraps(SESSION, revoked)).isEmpty();
  }

  @Test
  default void aChallengeIsTakenOnceUntilItIsPurged() {
    var challenge = new UsedChallenge("c", START);

    assertThat(sessions().takeChallenge(challenge)).isTrue();
    assertThat(sessions().takeChallenge(challenge)).isFalse();
    assertThat(sessions().takeChallenge(aChallenge("d"))).isTrue();

    assertThat(sessions().purge(START.minusMillis(1))).isEqualTo(new Purged(0, 0));
    assertThat(sessions().takeChallenge(challenge)).isFalse();
    assertThat(sessions().purge(START)).isEqualTo(new Purged(0, 1));
    assertThat(sessions().takeChallenge(challenge)).isTrue();
    assertThat(sessions().takeChallenge(aChallenge("d"))).isFalse();
  }

  @Test
  default void aPurgeRemovesExactlyTheExpiredSessions() {
    int count = 40;
    for (int i = 0; i < count; i++) {
      sessions().create(aSession(sid(i), EXPIRY.plusMillis(i)));
    }

    assertThat(sessions().purge(EXPIRY.minusMillis(1))).isEqualTo(new Purged(0, 0));
    assertThat(sessions().purge(EXPIRY.plusMillis(34))).isEqualTo(new Purged(35, 0));

    for (int i = 0; i < count; i++) {
      assertThat(sessions().find(sid(i)).isPresent()).isEqualTo(i > 34);
    }
  }

  @Test
  default void anEntryThatErasesLeavesTheLogAlone() {
    sessions().create(aSession(SESSION));
    sessions().create(aSession(sid(2)));
    var member = new WrapRecipient.Member(Samples.mid(7));
    var effects =
        NONE.withInvite(anInvite(1)).withWraps(List.of(new StoredWrap(1, member, bytes("wrap"))));
    for (var session : List.of(SESSION, sid(2))) {
      sessions().append(session, 2, "entry", effects);
      sessions().putName(session, aName(1, 1));
      channels().write(session, 3, FrameDraft.frame(1, 5).toStore());
    }
    sessions().countOpened(SESSION, iid(1), 1);
    var other = sessions().find(sid(2));

    assertThat(sessions().append(SESSION, 3, "end", Effects.of(3, 1).erasing()))
        .isEqualTo(new AppendResult.Appended(4, 0));

    assertThat(sessions().entries(SESSION, 0, 1_000))
        .containsExactly("genesis", "change", "entry", "end");
    int log = LOG_BYTES + "entry".length() + "end".length();
    assertThat(sessions().find(SESSION))
        .contains(new SessionRow(SESSION, 4, 1, 3, 1, START, EXPIRY, log, log));
    assertThat(sessions().names(SESSION, 0)).isEmpty();
    assertThat(sessions().wraps(SESSION, member)).isEmpty();
    assertThat(sessions().wraps(SESSION, new WrapRecipient.Member(HOST))).isEmpty();
    assertThat(sessions().channelHeads(SESSION)).isEmpty();
    assertThat(channels().read(SESSION, 3, 0, 1_000).orElseThrow().frames()).isEmpty();
    assertThat(sessions().sessionOfInvite(iid(1))).contains(SESSION);
    var invite = sessions().invite(SESSION, iid(1)).orElseThrow();
    assertThat(invite.label().size() + invite.preview().size()).isZero();
    assertThat(invite.opened()).isEqualTo(1);
    assertThat(sessions().find(sid(2))).isEqualTo(other);
    assertThat(channels().read(sid(2), 3, 0, 1_000).orElseThrow().frames()).hasSize(1);
    assertThat(sessions().wraps(sid(2), member)).hasSize(1);
    assertThat(channels().write(SESSION, 3, FrameDraft.frame(1, 6).toStore()))
        .isEqualTo(new WriteResult.RosterMoved());
    assertThat(sessions().putName(SESSION, aName(1, 2))).isEqualTo(new NameResult.RosterMoved());
  }

  @Test
  default void aPurgedSessionLeavesNothingToOneOfTheSameId() {
    sessions().create(aSession(SESSION));
    var member = new WrapRecipient.Member(Samples.mid(7));
    sessions()
        .append(
            SESSION,
            2,
            "entry",
            NONE.withInvite(anInvite(1))
                .withWraps(List.of(new StoredWrap(1, member, bytes("wrap")))));
    sessions().putName(SESSION, aName(1, 5));
    channels().write(SESSION, 3, FrameDraft.frame(1, 5).toStore());

    assertThat(sessions().purge(EXPIRY)).isEqualTo(new Purged(1, 0));

    assertThat(sessions().find(SESSION)).isEmpty();
    assertThat(sessions().sessionOfInvite(iid(1))).isEmpty();
    assertThat(sessions().invite(SESSION, iid(1))).isEmpty();
    assertThat(channels().read(SESSION, 3, 0, 1_000)).isEmpty();
    assertThat(channels().heads(SESSION, 3)).isEmpty();

    sessions().create(aSession(SESSION, EXPIRY.plus(Duration.ofDays(1))));

    assertThat(sessions().entries(SESSION, 0, 1_000)).containsExactly("genesis", "change");
    assertThat(sessions().invites(SESSION)).isEmpty();
    assertThat(sessions().wraps(SESSION, member)).isEmpty();
    assertThat(sessions().names(SESSION, 0)).isEmpty();
    assertThat(channels().read(SESSION, 3, 0, 1_000).orElseThrow().frames()).isEmpty();
    assertThat(sessions().putName(SESSION, aName(1, 1))).isEqualTo(new NameResult.Named(1));
    assertThat(channels().write(SESSION, 3, FrameDraft.frame(1, 1).toStore()))
        .isEqualTo(new WriteResult.Stored(1));
  }
}
