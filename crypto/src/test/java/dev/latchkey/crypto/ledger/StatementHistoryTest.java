package dev.latchkey.crypto.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.SampleLogs;
import dev.latchkey.crypto.roster.SampleLogs.SampleLog;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What there was at which length of the log. The positions are those of [ActsTest].
class StatementHistoryTest {
  private static final int EPOCH = 1;
  private static final int INVITED = 2;
  private static final int BEN_JOINED = 3;
  private static final int BEN_MADE_VIEWER = 5;
  private static final int KNOCKED = 7;
  private static final int ADMITTED = 9;
  private static final int MOVED = 11;
  private static final int REMOVED = 12;

  private final StatementHistory history = historyOf(SampleLogs.people());

  @Test
  void aRoleCountsFromTheEntryThatGivesItToTheOneThatTakesIt() {
    var ben = actor(BEN_JOINED);

    assertThat(history.roleOf(ben, BEN_JOINED)).isEmpty();
    assertThat(history.roleOf(ben, BEN_JOINED + 1)).contains(Role.EDITOR);
    assertThat(history.roleOf(ben, BEN_MADE_VIEWER)).contains(Role.EDITOR);
    assertThat(history.roleOf(ben, BEN_MADE_VIEWER + 1)).contains(Role.VIEWER);
  }

  @Test
  void whoWaitsHasNoRoleAndIsNobodyWithoutAccessYet() {
    var dora = actor(KNOCKED);

    assertThat(history.hadMember(dora, KNOCKED)).isFalse();
    assertThat(history.hadMember(dora, KNOCKED + 1)).isTrue();
    assertThat(history.roleOf(dora, ADMITTED)).isEmpty();
    assertThat(history.roleOf(dora, ADMITTED + 1)).contains(Role.AUDITOR);
  }

  @Test
  void whoIsRemovedIsAMemberUntilThenAndRememberedAfterwards() {
    var removed = history.get(REMOVED).acts().getFirst().object();

    assertThat(history.hadMember(removed, REMOVED)).isTrue();
    assertThat(history.hadMember(removed, REMOVED + 1)).isFalse();
    assertThat(history.knewMember(removed, REMOVED + 1)).isTrue();
  }

  @Test
  void whoMovesIsAMemberUntilThenAndTheOtherDeviceFromThenOn() {
    var before = actor(MOVED);
    var after = history.get(MOVED).acts().getFirst().object();

    assertThat(history.hadMember(before, MOVED)).isTrue();
    assertThat(history.hadMember(before, MOVED + 1)).isFalse();
    assertThat(history.hadMember(after, MOVED)).isFalse();
    assertThat(history.knewMember(after, MOVED)).isFalse();
    assertThat(history.hadMember(after, MOVED + 1)).isTrue();
  }

  @Test
  void whoFoundNoUseLeftWasNeverAMember() {
    var surplus = historyOf(SampleLogs.surplus());
    var acts = IntStream.range(0, surplus.size()).mapToObj(surplus::get).toList();
    var mallory =
        acts.stream()
            .flatMap(past -> past.acts().stream())
            .filter(act -> act.type() == EntryType.MEMBER_JOINED && act.outcome().equals("surplus"))
            .findFirst()
            .orElseThrow()
            .actor();

    assertThat(surplus.knewMember(mallory, surplus.size())).isTrue();
    assertThat(surplus.hadMember(mallory, surplus.size())).isFalse();
  }

  @Test
  void anInviteAndAnEpochAreThereBehindTheirStatement() {
    var invite = history.get(INVITED).acts().getFirst().object();

    assertThat(history.hadInvite(invite, INVITED)).isFalse();
    assertThat(history.hadInvite(invite, INVITED + 1)).isTrue();
    assertThat(history.hadEpoch("1", EPOCH)).isFalse();
    assertThat(history.hadEpoch("1", EPOCH + 1)).isTrue();
    assertThat(history.hadEpoch("2", REMOVED)).isFalse();
    assertThat(history.hadEpoch("2", REMOVED + 1)).isTrue();
    assertThat(history.hadEpoch("3", history.size())).isFalse();
  }

  private String actor(int position) {
    return history.get(position).acts().getFirst().actor();
  }

  private static StatementHistory historyOf(SampleLog log) {
    var history = new StatementHistory(log.sid());
    for (int i = 0; i < log.entries().size(); i++) {
      history.add(new ExportLine.Statement(i, log.entries().get(i)));
    }
    return history;
  }
}
