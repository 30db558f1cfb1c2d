package dev.latchkey.crypto.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.FormatException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RosterProperties {
  private static final SessionId SID = Histories.withEveryKind().sid();
  private static final List<String> LOG = Histories.withEveryKind().log();
  private static final List<Roster> BEFORE = rostersBeforeEachEntry();
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

  @Property(tries = 60)
  void whatHonestDevicesDoFolds(@ForAll Random random, @ForAll @IntRange(max = 25) int steps) {
    var history = new RandomHistory(random);
    for (int i = 0; i < steps; i++) {
      var before = history.session().roster();
      history.step();
      assertHolds(before, history.session().roster());
    }

    var again = fold(Roster.begin(SID), history.session().log());
    assertThat(again.logHash()).isEqualTo(history.session().roster().logHash());
  }

  private static void assertHolds(Roster before, Roster after) {
    assertThat(after.size()).isBetween(before.size(), before.size() + 1);
    assertThat(after.epoch()).isBetween(before.epoch(), before.epoch() + 1);
    assertThat(after.members()).anyMatch(Member::isHost);
    assertThat(after.members()).hasSizeGreaterThanOrEqualTo(before.members().size());
    assertThat(after.invites()).noneMatch(invite -> invite.used() > invite.uses());
    var readers = after.epoch(after.epoch()).orElseThrow().members();
    assertThat(after.members())
        .filteredOn(member -> member.role() == Role.AUDITOR)
        .noneMatch(member -> readers.contains(member.id()));
    assertThat(after.lastChange()).isLessThan(after.size());
  }

  @Property
  void anyOtherCharacterStopsTheFoldThere(
      @ForAll @IntRange(max = 1_000_000) int place, @ForAll @IntRange(max = 65) int character) {
    int entry = place % LOG.size();
    int at = place / LOG.size() % LOG.get(entry).length();
    var text = new StringBuilder(LOG.get(entry));
    char other = ALPHABET.charAt(character);
    if (text.charAt(at) == other) {
      other = other == 'A' ? 'B' : 'A';
    }
    text.setCharAt(at, other);

    assertStops(BEFORE.get(entry), List.of(text.toString()));
  }

  @Property(tries = 100)
  void aLogThatIsCutInsideStopsTheFold(@ForAll @IntRange(max = 1_000_000) int place) {
    int cut = place % (LOG.size() - 1);

    assertStops(BEFORE.get(cut), LOG.subList(cut + 1, LOG.size()));
  }

  @Property(tries = 200)
  void entriesInAnotherOrderStopTheFold(
      @ForAll @IntRange(max = 1_000_000) int one, @ForAll @IntRange(max = 1_000_000) int other) {
    int first = one % LOG.size();
    int second = other % LOG.size();
    if (first != second) {
      var swapped = new ArrayList<>(LOG);
      Collections.swap(swapped, first, second);

      assertStops(Roster.begin(SID), swapped);
    }
  }

  @Property(tries = 200)
  void anEntryThatIsRepeatedStopsTheFold(
      @ForAll @IntRange(max = 1_000_000) int place, @ForAll @IntRange(max = 1_000_000) int to) {
    int entry = place % LOG.size();
    var repeated = new ArrayList<>(LOG);
    repeated.add(entry + 1 + to % (LOG.size() - entry), LOG.get(entry));

    assertStops(Roster.begin(SID), repeated);
  }

  private static void assertStops(Roster roster, List<String> entries) {
    var refusals = List.<Class<?>>of(FormatException.class, StatementException.class);
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> fold(roster, entries))
        .satisfies(refusal -> assertThat(refusals).contains(refusal.getClass()));
  }

  private static Roster fold(Roster begin, List<String> entries) {
    var roster = begin;
    for (var entry : entries) {
      roster = roster.apply(StatementEntry.parse(entry));
    }
    return roster;
  }

  private static List<Roster> rostersBeforeEachEntry() {
    return IntStream.range(0, LOG.size())
        .mapToObj(size -> fold(Roster.begin(SID), LOG.subList(0, size)))
        .toList();
  }
}
