package dev.latchkey.crypto.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerEntryTest {
  @ParameterizedTest
  @EnumSource
  void anEntryIsReadAsItWasWritten(EntryType type) {
    var entry = EntryVectors.specimen(type);

    assertThat(LedgerEntry.parse(entry.text())).isEqualTo(entry);
    assertThat(entry.text()).hasSizeLessThan(LedgerEntry.MAX_CHARS).contains(type.wire());
  }

  @ParameterizedTest
  @EnumSource
  void aTypeIsReadByItsName(EntryType type) {
    assertThat(EntryType.of(type.wire())).isSameAs(type);
    assertThat(EntryVectors.specimen(type).statement().isPresent()).isEqualTo(type.byStatement());
  }

  @Test
  void anotherTimeIsAnotherLeaf() {
    var entry = EntryVectors.specimen(EntryType.INVITE_OPENED);
    var later = entry.at(entry.at() + 1);

    assertThat(later.at()).isEqualTo(entry.at() + 1);
    assertThat(later.leafHash()).isNotEqualTo(entry.leafHash());
    assertThat(later.at(entry.at())).isEqualTo(entry);
  }

  @Test
  void onlyMembersAreMembers() {
    assertThat(EntryVectors.specimen(EntryType.LEDGER_READ).byMember()).isTrue();
    assertThat(EntryVectors.specimen(EntryType.MEMBER_JOINED).byMember()).isTrue();
    assertThat(EntryVectors.specimen(EntryType.INVITE_REFUSED).byMember()).isFalse();
    assertThat(EntryVectors.specimen(EntryType.INVITE_LOCKED).byMember()).isFalse();
    assertThat(EntryVectors.specimen(EntryType.DETAILS_ERASED).byMember()).isFalse();
  }

  @Test
  void aTextOf1024CharactersIsTheLongestThatIsLookedAt() {
    var longest = " ".repeat(LedgerEntry.MAX_CHARS);

    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> LedgerEntry.parse(longest + " "))
        .withMessage("want at most 1024 characters");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> LedgerEntry.parse(longest))
        .withMessageNotContaining("1024");
  }

  @ParameterizedTest
  @EnumSource
  void anActIsByWhomItCanBeBy(EntryType type) {
    var entry = EntryVectors.specimen(type);
    var allowed =
        switch (type.actor()) {
          case SIGNER, MEMBER -> Set.of(EntryVectors.OTHER);
          case ANYONE -> Set.of(LedgerEntry.ANYONE);
          case BROKER -> Set.of(LedgerEntry.BROKER);
          case OPERATOR -> Set.of(LedgerEntry.BROKER, LedgerEntry.OPERATOR);
          case COMMAND -> Set.of(LedgerEntry.OPERATOR);
        };

    for (var actor :
        List.of(
            EntryVectors.OTHER, LedgerEntry.ANYONE, LedgerEntry.BROKER, LedgerEntry.OPERATOR, "")) {
      if (allowed.contains(actor)) {
        assertThat(EntryEdits.by(entry, actor).actor()).isEqualTo(actor);
      } else {
        assertIsRefused(() -> EntryEdits.by(entry, actor));
      }
    }
  }

  @Test
  void whatNoEntryCanSayIsNotMade() {
    var entry = EntryVectors.specimen(EntryType.INVITE_OPENED);
    var short31 = Optional.of(Bytes.of(new byte[31]));

    assertIsRefused(() -> entry.at(-1));
    assertIsRefused(() -> entry.at(1L << 53));
    assertIsRefused(() -> EntryEdits.judged(entry, -1));
    assertIsRefused(() -> EntryEdits.counted(entry, 0));
    assertIsRefused(
        () -> EntryEdits.following(EntryVectors.specimen(EntryType.MEMBER_JOINED), short31));
    assertIsRefused(
        () ->
            new LedgerEntry(
                entry.at(),
                entry.type(),
                entry.actor(),
                entry.object(),
                entry.outcome(),
                1,
                1,
                Optional.empty(),
                "",
                short31));
  }

  private static void assertIsRefused(ThrowingCallable making) {
    assertThatExceptionOfType(FormatException.class).isThrownBy(making);
  }
}
