package dev.latchkey.crypto.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.FormatException;
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
    var longest = "{\"v\":1,\"at\":" + " ".repeat(LedgerEntry.MAX_CHARS);

    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> LedgerEntry.parse(longest))
        .withMessage("want at most 1024 characters");
  }
}
