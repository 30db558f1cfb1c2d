package dev.latchkey.crypto.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SampleLogs;
import dev.latchkey.crypto.roster.SampleLogs.SampleLog;
import dev.latchkey.crypto.roster.StatementEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActsTest {
  @Test
  void peopleWhoComeAndGoAreToldInTheOrderOfTheLog() {
    assertThat(told(SampleLogs.people()))
        .containsExactly(
            "session.created ok",
            "epoch.changed ok",
            "invite.created editor",
            "member.joined editor",
            "member.joined editor",
            "member.role_changed host, member.role_changed viewer",
            "invite.created auditor",
            "member.knocked auditor",
            "member.knock_answered ok",
            "member.admitted auditor",
            "member.compared mismatch",
            "member.moved ok",
            "member.removed ok, member.role_changed editor, invite.revoked ok, invite.revoked ok,"
                + " epoch.changed ok",
            "session.frozen ok",
            "session.ended ok");
  }

  @Test
  void everyKindOfStatementIsAnAct() {
    assertThat(told(SampleLogs.everyKind()))
        .contains("invite.extended editor", "invite.revoked ok", "member.compared match")
        .contains("session.unfrozen ok");
  }

  @Test
  void whoWaitsIsDeclinedAndWhoWasInIsRemoved() {
    assertThat(told(SampleLogs.decline()).getLast())
        .startsWith("member.declined ok, member.removed ok");
  }

  @Test
  void aJoinThatFindsNoUseLeftSaysSo() {
    assertThat(told(SampleLogs.surplus()))
        .contains("member.joined surplus", "member.knocked surplus");
  }

  @Test
  void aChangeOfNothingIsAnActToo() {
    assertThat(told(SampleLogs.nothing()).getLast()).isEqualTo("session.changed ok");
  }

  @Test
  void theActorIsWhoSignedAndTheObjectWhoWasMeant() {
    var log = SampleLogs.people();
    var acts = acts(log);
    var host = acts.getFirst().getFirst().actor();
    var ben = acts.get(3).getFirst().actor();

    assertThat(acts.get(2).getFirst().actor()).isEqualTo(host);
    assertThat(acts.get(3).getFirst().object()).isEqualTo(acts.get(2).getFirst().object());
    assertThat(acts.get(5).getLast())
        .isEqualTo(new Act(EntryType.MEMBER_ROLE_CHANGED, host, ben, "viewer"));
    assertThat(acts.get(8).getFirst().object()).isEqualTo(acts.get(7).getFirst().actor());
    assertThat(acts.get(11).getFirst().actor()).isEqualTo(host);
    assertThat(acts.get(12).getFirst().actor()).isEqualTo(acts.get(11).getFirst().object());
    assertThat(acts.get(12).getLast().object()).isEqualTo("2");
  }

  @Test
  void aStatementAboutNobodyHasNoAct() {
    var log = SampleLogs.people();
    var empty = Roster.begin(log.sid());

    for (int position : List.of(3, 8, 9)) {
      var entry = StatementEntry.parse(log.entries().get(position));
      assertThatIllegalArgumentException().isThrownBy(() -> Acts.of(empty, entry));
    }
  }

  private static List<List<Act>> acts(SampleLog log) {
    var acts = new ArrayList<List<Act>>();
    var roster = Roster.begin(log.sid());
    for (var text : log.entries()) {
      var entry = StatementEntry.parse(text);
      acts.add(Acts.of(roster, entry));
      roster = roster.apply(entry);
    }
    return acts;
  }

  private static List<String> told(SampleLog log) {
    return acts(log).stream().map(ActsTest::told).toList();
  }

  private static String told(List<Act> acts) {
    return String.join(
        ", ", acts.stream().map(act -> act.type().wire() + " " + act.outcome()).toList());
  }
}
