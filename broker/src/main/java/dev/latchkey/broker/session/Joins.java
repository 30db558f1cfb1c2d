package dev.latchkey.broker.session;

import dev.latchkey.broker.BrokerException.InviteRefused;
import dev.latchkey.broker.BrokerException.JoinDeclined;
import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.SessionEnded;
import dev.latchkey.broker.BrokerException.SessionFull;
import dev.latchkey.broker.BrokerException.SessionStorageFull;
import dev.latchkey.broker.ledger.Notice;
import dev.latchkey.broker.ledger.Notices;
import dev.latchkey.broker.ledger.Provenance;
import dev.latchkey.broker.ledger.Recording;
import dev.latchkey.broker.ledger.Refusal;
import dev.latchkey.broker.limit.Caller;
import dev.latchkey.broker.session.Challenges.Purpose;
import dev.latchkey.crypto.roster.Invite;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.StatementException;
import dev.latchkey.crypto.token.InvalidTokenException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Joining. A use of an invite is a place in the statement log: a join is appended only to the very
/// log in which a use was found to be left, so no two joins ever take the same one.
///
/// Until a joiner has shown a valid signature by the invite key, every refusal is the same one.
public final class Joins {
  private final SessionStore store;
  private final Rosters rosters;
  private final Invites invites;
  private final JoinProofs proofs;
  private final Notices notices;
  private final Recording recording;
  private final Challenges challenges;
  private final Holds heldJoins;
  private final Tokens tokens;
  private final Terms terms;
  private final SessionMetrics metrics;

  public Joins(
      SessionStore store,
      Rosters rosters,
      Invites invites,
      JoinProofs proofs,
      Notices notices,
      Recording recording,
      Challenges challenges,
      Holds heldJoins,
      Tokens tokens,
      Terms terms,
      SessionMetrics metrics) {
    this.store = store;
    this.rosters = rosters;
    this.invites = invites;
    this.proofs = proofs;
    this.notices = notices;
    this.recording = recording;
    this.challenges = challenges;
    this.heldJoins = heldJoins;
    this.tokens = tokens;
    this.terms = terms;
    this.metrics = metrics;
  }

  /// A device that is in, or waits for a host to admit it, now or since an earlier try.
  ///
  /// @param entry the position of the entry by which it came
  /// @param pending whether it waits
  /// @param wraps the epoch keys wrapped to the invite and to this member
  public record Joined(
      SessionId session,
      MemberId member,
      int entry,
      Role role,
      boolean pending,
      AccessGrant access,
      int size,
      List<StoredWrap> wraps) {}

  /// For any two IDs, whether there is such an invite or not.
  public String challenge(SessionId session, InviteId invite) {
    return challenges.issue(Purpose.JOIN, subject(session, invite));
  }

  /// Asks the limits whether this caller may try. Comes before anything of the request is read.
  public void admit(Caller caller) {
    proofs.admit(caller);
  }

  /// Lets the device in, if [#admit] let its caller try.
  ///
  /// @param statement the entry `member~join`
  public Joined join(Caller caller, String token, String statement) {
    var proof = proofs.find(caller, statement);
    try {
      return enter(proof, recording.of(proof.session(), caller), token);
    } catch (InvalidTokenException e) {
      noteRefusal(caller, proof, Refusal.BAD_TOKEN);
      throw new NotFound("invite token: " + e.reason());
    } catch (InviteRefused e) {
      noteRefusal(caller, proof, Refusal.of(e.reason()));
      throw e;
    } catch (JoinDeclined e) {
      noteRefusal(caller, proof, Refusal.DECLINED);
      throw e;
    } catch (SessionFull e) {
      noteRefusal(caller, proof, Refusal.FULL);
      throw e;
    } catch (NotFound e) {
      noteRefusal(caller, proof, Refusal.OTHER);
      throw e;
    }
  }

  private void noteRefusal(Caller caller, JoinProof proof, Refusal why) {
    metrics.refused(why);
    var session = proof.session();
    int log = rosters.orEmpty(session).size();
    notices.note(session, Notice.refused(proof.invite(), why, log), caller);
  }

  private Joined enter(JoinProof proof, Provenance provenance, String token) {
    var session = proof.session();
    while (true) {
      heldJoins.await(session);
      var roster = rosters.of(session);
      if (roster.ended()) {
        throw new SessionEnded();
      }
      var earlier = roster.member(proof.device());
      if (earlier.isPresent()) {
        return again(proof, roster, earlier.get());
      }
      var challenge = requireAdmissible(proof, roster, token);
      var next = fold(roster, proof);
      var result =
          rosters.append(
              roster, next, proof.entry(), provenance, effects -> effects.withChallenge(challenge));
      switch (result) {
        case AppendResult.Appended(int size, _) -> {
          var member = next.member(proof.device()).orElseThrow();
          metrics.joined(member.standing() == Member.Standing.PENDING);
          return joined(session, member, proof.invite(), size);
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
  private Joined again(JoinProof proof, Roster roster, Member member) {
    var session = proof.session();
    if (member.standing() == Member.Standing.REMOVED) {
      throw wasEverIn(member)
          ? new InviteRefused(InviteRefused.Reason.REVOKED)
          : new JoinDeclined();
    }
    boolean sameDevice =
        member.signingKey().equals(proof.join().signingKey())
            && member.wrapKey().equals(proof.join().wrapKey())
            && member.invite().equals(Optional.of(proof.invite()));
    boolean sameEntry = member.entryHash().equals(proof.entry().hash());
    if (!sameDevice || !(sameEntry || isFresh(proof))) {
      throw new NotFound("another device with the key of a member");
    }
    metrics.joinedAgain();
    return joined(session, member, proof.invite(), roster.size());
  }

  private UsedChallenge requireAdmissible(JoinProof proof, Roster roster, String token) {
    var invite = roster.invite(proof.invite()).orElseThrow(() -> new NotFound("no such invite"));
    switch (invites.stateOf(invite)) {
      case REVOKED -> throw new InviteRefused(InviteRefused.Reason.REVOKED);
      case EXPIRED -> throw new InviteRefused(InviteRefused.Reason.EXPIRED);
      case USED -> throw new InviteRefused(InviteRefused.Reason.USED);
      case READY -> {}
    }
    if (!proof.join().invite().equals(invite.statementHash())) {
      throw new InviteRefused(InviteRefused.Reason.CHANGED);
    }
    requireToken(token, proof, invite);
    if (roster.members().stream().filter(Joins::isIn).count() >= terms.maxMembers()) {
      throw new SessionFull();
    }
    return challenges
        .check(Purpose.JOIN, subject(proof.session(), proof.invite()), proof.join().challenge())
        .orElseThrow(() -> new NotFound("no challenge of ours, or an old one"));
  }

  private void requireToken(String text, JoinProof proof, Invite invite) {
    var token = tokens.verifyInvite(text);
    if (!token.session().equals(proof.session())
        || !token.invite().equals(invite.id())
        || token.role() != invite.role()) {
      throw new NotFound("the token of another invite");
    }
  }

  private boolean isFresh(JoinProof proof) {
    return challenges
        .check(Purpose.JOIN, subject(proof.session(), proof.invite()), proof.join().challenge())
        .filter(store::takeChallenge)
        .isPresent();
  }

  private Joined joined(SessionId session, Member member, InviteId invite, int size) {
    var wraps =
        Stream.of(new WrapRecipient.Invite(invite), new WrapRecipient.Member(member.id()))
            .flatMap(recipient -> store.wraps(session, recipient).stream())
            .toList();
    boolean pending = member.standing() == Member.Standing.PENDING;
    return new Joined(
        session,
        member.id(),
        member.entry(),
        member.role(),
        pending,
        tokens.access(session, member),
        size,
        wraps);
  }

  private static Roster fold(Roster roster, JoinProof proof) {
    try {
      return roster.apply(proof.entry());
    } catch (StatementException e) {
      throw new NotFound("statement: " + e.reason());
    }
  }

  private static boolean wasEverIn(Member member) {
    return !member.tenures().isEmpty();
  }

  private static boolean isIn(Member member) {
    return member.standing() != Member.Standing.REMOVED;
  }

  private static String subject(SessionId session, InviteId invite) {
    return session.value() + invite.value();
  }
}
