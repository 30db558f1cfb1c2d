package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.Specimens.forgery;
import static dev.latchkey.crypto.roster.StatementKind.ADMIT;
import static dev.latchkey.crypto.roster.StatementKind.FREEZE;
import static dev.latchkey.crypto.roster.StatementKind.JOIN;
import static dev.latchkey.crypto.roster.StatementKind.KNOCK;
import static dev.latchkey.crypto.roster.StatementKind.MOVE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.jws.CompactJws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementEntryTest {
  @ParameterizedTest
  @EnumSource(StatementKind.class)
  void everyKindIsReadAsItWasWritten(StatementKind kind) {
    var text = Specimens.entry(kind);
    var entry = StatementEntry.parse(text);

    assertThat(entry.statement()).isEqualTo(Specimens.statement(kind));
    assertThat(entry.text()).isEqualTo(text);
    assertThat(entry.hash()).isEqualTo(Bytes.of(Hashes.sha256(text.getBytes(US_ASCII))));
  }

  @Test
  void theFirstSignatureIsTheSignersAndTheLastTheOtherOne() {
    var pair = Specimens.entry(JOIN).split("~");
    var join = StatementEntry.parse(Specimens.entry(JOIN));
    var freeze = StatementEntry.parse(Specimens.entry(FREEZE));

    assertThat(join.signature().typ()).isEqualTo(typOf(pair[0]));
    assertThat(join.countersignature().typ()).isEqualTo(typOf(pair[1]));
    assertThat(typOf(pair[0])).isNotEqualTo(typOf(pair[1]));
    assertThat(freeze.countersignature()).isEqualTo(freeze.signature());
  }

  private static String typOf(String jws) {
    return CompactJws.parse(jws, jws.length()).typ();
  }

  @Test
  void aPairIsTwoSignaturesOverOnePayload() {
    var member = Specimens.entry(JOIN).split("~");
    var join = forgery(JOIN).edit(json -> json.put("role", "host")).entry().split("~");

    assertRefused(member[0] + "~" + join[1]);
    assertRefused(member[0]);
    assertRefused(member[1]);
    assertRefused(member[1] + "~" + member[0]);
    assertRefused(member[0] + "~" + member[0]);
    assertRefused(member[0] + "~" + member[1] + "~" + member[1]);
    assertRefused(member[0] + "~");
    assertRefused("~" + member[1]);
    assertRefused(member[0] + "." + member[1]);
  }

  @ParameterizedTest
  @CsvSource({
    "member, moved",
    "move, join",
    "freeze, freeze",
    "member~join, join",
    "genesis, genesis"
  })
  void onlyMembersAndMovesArePairs(String typ, String secondTyp) {
    assertRefused(forgery(JOIN).typs(typ, secondTyp).entry());
    assertRefused(forgery(MOVE).typs(typ, secondTyp).entry());
  }

  /// `join.pv` with `NO_TYP`.
  @ParameterizedTest
  @ValueSource(
      strings = {"", "member~join", "Freeze", "application/freeze", "end", "frozen", "join"})
  void aTypIsOneOfTheKinds(String typ) {
    assertRefused(forgery(FREEZE).typs(typ).entry());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ana", "AAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAB"})
  void aHostIsNamedByAMemberId(String kid) {
    assertRefused(forgery(FREEZE).kids(kid).entry());
  }

  @Test
  void anEntryHasItsBound() {
    var name = "A".repeat(4);
    var shortest = forgery(JOIN).edit(json -> json.put("name", name)).entry();
    int room = (StatementEntry.MAX_CHARS - shortest.length()) / 2;
    int fits = room * 3 / 4 / 4 * 4;
    var longest = forgery(JOIN).edit(json -> json.put("name", "A".repeat(fits))).entry();
    var tooLong = forgery(JOIN).edit(json -> json.put("name", "A".repeat(fits + 16))).entry();

    assertThat(longest).hasSizeBetween(StatementEntry.MAX_CHARS - 30, StatementEntry.MAX_CHARS);
    assertRead(longest);
    assertThat(tooLong).hasSizeGreaterThan(StatementEntry.MAX_CHARS);
    assertRefused(tooLong);
  }

  @ParameterizedTest
  @CsvSource({
    "65536, want a compact JWS with a signature of 64 bytes",
    "65537, want at most 65536 characters"
  })
  void aTextIsMeasuredBeforeItIsRead(int size, String wanted) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> StatementEntry.parse("A".repeat(size)))
        .withMessage(wanted);
  }

  @Test
  void aHostSaysWhatItHadVerified() {
    var host = (Statement.HostStatement) StatementEntry.parse(Specimens.entry(KNOCK)).statement();

    assertThat(host.heads()).isEqualTo(host.act().heads()).hasSize(2);
    assertThat(host.checkpoint()).isEqualTo(host.act().checkpoint());
    assertThat(host.checkpoint().size()).isEqualTo(5);
  }

  @Test
  void entriesAreEqualByText() {
    var entry = StatementEntry.parse(Specimens.entry(KNOCK));

    assertThat(entry).isEqualTo(StatementEntry.parse(Specimens.entry(KNOCK)));
    assertThat(entry).hasSameHashCodeAs(StatementEntry.parse(Specimens.entry(KNOCK)));
    assertThat(entry).isNotEqualTo(StatementEntry.parse(Specimens.entry(ADMIT)));
    assertThat(entry).isNotEqualTo(null);
    assertThat(entry)
        .doesNotHaveSameHashCodeAs(StatementEntry.parse(Specimens.entry(ADMIT)))
        .hasToString("StatementEntry[" + entry.hash() + "]");
  }

  private static void assertRead(String entry) {
    assertThatNoException().isThrownBy(() -> StatementEntry.parse(entry));
  }

  private static void assertRefused(String entry) {
    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> StatementEntry.parse(entry));
  }
}
