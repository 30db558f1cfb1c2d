package dev.latchkey.broker.ledger;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.session.Rosters;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.broker.session.StoredName;
import dev.latchkey.crypto.ledger.EntryType;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What commands of the operator do in a session. Each such act is in the ledger, for the hosts to
/// see, before its command tells anything. All throw [NotFound] for a session that is not there.
public final class OperatorActs {
  private static final int PAGE = 500;

  private final SessionStore sessions;
  private final LedgerStore ledgers;
  private final Rosters rosters;
  private final InstantSource clock;

  public OperatorActs(
      SessionStore sessions, LedgerStore ledgers, Rosters rosters, InstantSource clock) {
    this.sessions = sessions;
    this.ledgers = ledgers;
    this.rosters = rosters;
    this.clock = clock;
  }

  /// What can be read of a session as a whole.
  public enum Part {
    INVITES("invites"),
    LEDGER("ledger");

    private final String outcome;

    Part(String outcome) {
      this.outcome = outcome;
    }
  }

  /// What is kept about a person.
  ///
  /// @param entries of which the member is actor or object, with details where there still are any
  /// @param name the newest name, sealed to the members of the session
  public record Subject(Member member, List<StoredEntry> entries, Optional<StoredName> name) {
    public Subject {
      entries = List.copyOf(entries);
    }
  }

  /// Enters that this part of the session is read by a command.
  public void read(SessionId session, Part part) {
    enter(session, act(EntryType.OPERATOR_READ, "", part.outcome, rosters.of(session).size()));
  }

  /// What is kept about this member. Throws [NotFound] if it never was one of the session.
  public Subject export(SessionId session, MemberId mid) {
    var roster = rosters.of(session);
    var member = roster.member(mid).orElseThrow(() -> new NotFound("no such member"));
    enter(session, act(EntryType.OPERATOR_EXPORTED, mid.value(), LedgerEntry.OK, roster.size()));
    return new Subject(member, about(session, mid), sessions.name(session, mid));
  }

  /// Erases what is kept about this member and is not needed for a proof. Throws as [#export].
  ///
  /// @return of how many entries details were erased
  public int erase(SessionId session, MemberId mid) {
    var roster = rosters.of(session);
    if (roster.member(mid).isEmpty()) {
      throw new NotFound("no such member");
    }
    var done = act(EntryType.OPERATOR_ERASED, mid.value(), LedgerEntry.OK, roster.size());
    return ledgers.erase(session, mid, NewEntries.at(clock.instant(), List.of(done)));
  }

  private List<StoredEntry> about(SessionId session, MemberId mid) {
    var about = new ArrayList<StoredEntry>();
    long next = 0;
    List<StoredEntry> page;
    do {
      page = ledgers.entries(session, next, PAGE);
      page.stream().filter(it -> it.isAbout(mid)).forEach(about::add);
      next += page.size();
    } while (page.size() == PAGE);
    return about;
  }

  private void enter(SessionId session, NewEntry act) {
    if (ledgers.append(session, NewEntries.at(clock.instant(), List.of(act))) == 0) {
      throw new NotFound("the session is gone");
    }
  }

  private static NewEntry act(EntryType type, String object, String outcome, int log) {
    var notice = new Notice(type, LedgerEntry.OPERATOR, object, outcome, log);
    return NewEntry.of(notice, 1, "", Optional.empty());
  }
}
