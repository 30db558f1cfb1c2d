package dev.latchkey.broker.session;

import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.BrokerException.EpochClosed;
import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.SessionStorageFull;
import dev.latchkey.broker.ledger.Provenance;
import dev.latchkey.broker.session.Challenges.Purpose;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.roster.StatementException;
import java.util.List;
import java.util.Optional;

/// Hand-overs: one device takes the place of another, as both have signed over one challenge.
public final class Moves {
  private final Rosters rosters;
  private final Challenges challenges;
  private final Holds heldJoins;
  private final Tokens tokens;

  public Moves(Rosters rosters, Challenges challenges, Holds heldJoins, Tokens tokens) {
    this.rosters = rosters;
    this.challenges = challenges;
    this.heldJoins = heldJoins;
    this.tokens = tokens;
  }

  /// An epoch key, wrapped to the new device.
  public record Wrap(int epoch, Bytes sealed) {}

  /// A device that has taken the place of another, now or since an earlier try.
  public record Moved(MemberId member, Role role, AccessGrant access, int size) {}

  /// What the caller has to sign to be moved.
  public String challenge(Membership caller) {
    return challenges.issue(Purpose.MOVE, subject(caller.session(), caller.member()));
  }

  /// Takes the entry `move~moved` into the log of this session. From then on the old device is no
  /// member. The same entry again gets the same member and a new access token. Whatever is wrong
  /// with the entry, it is [NotFound].
  ///
  /// @param wrap the key of the running epoch; empty exactly for an auditor
  /// @throws EpochClosed if the wrap is of an earlier epoch
  public Moved move(SessionId session, Provenance provenance, String text, Optional<Wrap> wrap) {
    var entry = parse(text);
    if (!(entry.statement() instanceof Statement.Move move) || !move.sid().equals(session)) {
      throw new NotFound("no move of this session");
    }
    var newDevice = MemberId.of(move.signingKey());
    while (true) {
      heldJoins.await(session);
      var roster = rosters.of(session);
      var earlier = roster.member(newDevice);
      if (earlier.isPresent()) {
        return again(session, entry, earlier.get(), roster.size());
      }
      var next = fold(roster, entry);
      var member = next.member(newDevice).orElseThrow();
      var challenge =
          challenges
              .check(Purpose.MOVE, subject(session, move.mid()), move.challenge())
              .orElseThrow(() -> new NotFound("no challenge of ours, or an old one"));
      var wraps = wraps(roster, member, wrap);
      switch (rosters.append(
          roster,
          next,
          entry,
          provenance,
          effects -> effects.withChallenge(challenge).withWraps(wraps))) {
        case AppendResult.Appended(int size, _) -> {
          return moved(session, member, size);
        }
        case AppendResult.Conflict _ -> {
          // Somebody else was faster: fold what they wrote, and decide again.
        }
        case AppendResult.Full _ -> throw new SessionStorageFull();
        case AppendResult.HeadsMoved _ -> throw new IllegalStateException("no heads were given");
        case AppendResult.ChallengeUsed _ -> throw new NotFound("the challenge was used before");
        case AppendResult.Gone _ -> throw new NotFound("the session is gone");
      }
    }
  }

  /// The same device once more: it may have lost our answer.
  private Moved again(SessionId session, StatementEntry entry, Member member, int size) {
    if (!member.active() || !member.entryHash().equals(entry.hash())) {
      throw new NotFound("another entry with the key of a member");
    }
    return moved(session, member, size);
  }

  private Moved moved(SessionId session, Member member, int size) {
    return new Moved(member.id(), member.role(), tokens.access(session, member), size);
  }

  private static List<StoredWrap> wraps(Roster roster, Member member, Optional<Wrap> wrap) {
    if (wrap.isPresent() == (member.role() == Role.AUDITOR)) {
      throw new BadRequest("wrap: want null for auditors, one otherwise");
    }
    if (wrap.filter(it -> it.epoch() != roster.epoch()).isPresent()) {
      throw new EpochClosed();
    }
    return wrap.stream()
        .map(it -> new StoredWrap(it.epoch(), new WrapRecipient.Member(member.id()), it.sealed()))
        .toList();
  }

  private static StatementEntry parse(String text) {
    try {
      return StatementEntry.parse(text);
    } catch (FormatException e) {
      throw new NotFound("no statement");
    }
  }

  private static Roster fold(Roster roster, StatementEntry entry) {
    try {
      return roster.apply(entry);
    } catch (StatementException e) {
      throw new NotFound("statement: " + e.reason());
    }
  }

  private static String subject(SessionId session, MemberId member) {
    return session.value() + member.value();
  }
}
