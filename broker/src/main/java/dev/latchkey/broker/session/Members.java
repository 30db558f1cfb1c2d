package dev.latchkey.broker.session;

import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.BrokerException.CounterUsed;
import dev.latchkey.broker.BrokerException.EpochClosed;
import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.RoleForbidden;
import dev.latchkey.broker.BrokerException.SessionEnded;
import dev.latchkey.broker.BrokerException.TokenInvalid;
import dev.latchkey.broker.ledger.Notice;
import dev.latchkey.broker.ledger.Notices;
import dev.latchkey.broker.session.Challenges.Purpose;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameHeader;
import dev.latchkey.crypto.seal.FrameKind;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.token.InvalidTokenException;
import dev.latchkey.crypto.token.RefreshProof;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What members see of each other, what they call themselves, and how they get new access tokens.
public final class Members {
  private static final int MAX_NAME_FRAME_BYTES = 4_096;
  private static final int MAX_PAGE_CHARS = 1_048_576;

  private final SessionStore store;
  private final Rosters rosters;
  private final Challenges challenges;
  private final Tokens tokens;
  private final Terms terms;
  private final VerifyingKey nobody;
  private final Notices notices;
  private final Consumer<SessionId> changed;

  /// @param changed told of every session in which a name has changed
  public Members(
      SessionStore store,
      Rosters rosters,
      Challenges challenges,
      Tokens tokens,
      Terms terms,
      VerifyingKey nobody,
      Notices notices,
      Consumer<SessionId> changed) {
    this.store = store;
    this.rosters = rosters;
    this.challenges = challenges;
    this.tokens = tokens;
    this.terms = terms;
    this.nobody = nobody;
    this.notices = notices;
    this.changed = changed;
  }

  /// What is new to a member.
  ///
  /// @param size entries in the log
  /// @param more whether it has entries behind these
  public record News(
      int size,
      boolean more,
      List<String> statements,
      long namesVersion,
      List<StoredName> names,
      List<StoredWrap> wraps) {}

  /// The membership of whoever holds the key of this member now. Throws [NotFound] unless the
  /// member is active in the session and has the key of that thumbprint, and [SessionEnded] after
  /// the end.
  public Membership membership(SessionId session, MemberId id, String keyThumbprint) {
    var membership = readership(session, id, keyThumbprint);
    if (rosters.of(session).ended()) {
      throw new SessionEnded();
    }
    return membership;
  }

  /// As [#membership], also after the end: good for reading the ledger alone.
  public Membership readership(SessionId session, MemberId id, String keyThumbprint) {
    return membership(rosters.of(session), id, keyThumbprint, Member::active);
  }

  /// As [#membership], also after the end, and for a member that waits to be admitted: good for
  /// reading the log alone.
  public Membership attendance(SessionId session, MemberId id, String keyThumbprint) {
    return membership(rosters.of(session), id, keyThumbprint, Members::attends);
  }

  private static Membership membership(
      Roster roster, MemberId id, String keyThumbprint, Predicate<Member> condition) {
    return roster
        .member(id)
        .filter(condition)
        .filter(member -> member.signingKey().jwkThumbprint().equals(keyThumbprint))
        .map(
            member ->
                new Membership(roster.sid(), id, member.signingKey(), member.role(), roster.size()))
        .orElseThrow(() -> new NotFound("not a member"));
  }

  /// Whether there are entries from position `after` on, or names of a version above `names`, if
  /// that is given and the caller may see names; or nothing will ever be new, after the end.
  public boolean hasNews(Membership caller, int after, OptionalLong names) {
    var row = row(caller);
    return row.size() > after
        || (isActive(caller) && row.namesVersion() > names.orElse(Long.MAX_VALUE))
        || rosters.of(caller.session()).ended();
  }

  /// Entries from position `after` on, and for a member that is active, names of a version above
  /// `names` and its wraps. Throws [NotFound] for a caller who attends no longer.
  public News news(Membership caller, int after, long names) {
    var row = row(caller);
    var entries = store.entries(caller.session(), after, MAX_PAGE_CHARS);
    int end = after + entries.size();
    int size = entries.isEmpty() ? row.size() : Math.max(row.size(), end);
    var changedNames = store.names(caller.session(), names);
    var wraps = store.wraps(caller.session(), new WrapRecipient.Member(caller.member()));
    // Last: what was read before belongs to a time when the caller was there.
    if (!isActive(caller)) {
      return new News(size, end < size, entries, 0, List.of(), List.of());
    }
    long namesVersion =
        changedNames.isEmpty() ? row.namesVersion() : changedNames.getLast().version();
    return new News(size, end < size, entries, namesVersion, changedNames, wraps);
  }

  private SessionRow row(Membership caller) {
    return store.find(caller.session()).orElseThrow(() -> new NotFound("the session is gone"));
  }

  private boolean isActive(Membership caller) {
    return memberOf(caller.session(), caller.member())
        .orElseThrow(() -> new NotFound("not a member any more"))
        .active();
  }

  /// Takes a name frame in place of the caller's earlier one.
  ///
  /// @return the version of the session's names with it
  public long rename(Membership caller, MemberId member, Bytes bytes) {
    if (!member.equals(caller.member())) {
      throw new RoleForbidden();
    }
    var header = nameOf(caller, bytes);
    while (true) {
      var roster = rosters.of(caller.session());
      requireActive(roster, member);
      boolean confirms = isFirst(caller, header.epoch());
      var name =
          new NameToStore(
              member,
              bytes,
              header.epoch(),
              header.instance(),
              header.counter(),
              roster.lastChange());
      switch (store.putName(caller.session(), name)) {
        case NameResult.Named(long version) -> {
          if (confirms) {
            notices.note(caller.session(), Notice.confirmed(member, header.epoch(), roster.size()));
          }
          changed.accept(caller.session());
          return version;
        }
        case NameResult.RosterMoved _ -> {
          // Somebody has changed who is in: look again.
        }
        case NameResult.EpochClosed _ -> throw new EpochClosed();
        case NameResult.CounterUsed _ -> throw new CounterUsed();
        case NameResult.Gone _ -> throw new NotFound("the session is gone");
      }
    }
  }

  /// Whether the caller has had no name in this epoch yet.
  private boolean isFirst(Membership caller, int epoch) {
    return store
        .name(caller.session(), caller.member())
        .filter(it -> Frame.headerOf(it.frame()).epoch() >= epoch)
        .isEmpty();
  }

  private static void requireActive(Roster roster, MemberId member) {
    if (roster.member(member).filter(Member::active).isEmpty()) {
      throw new NotFound("not a member any more");
    }
    if (roster.ended()) {
      throw new SessionEnded();
    }
  }

  /// For any session ID, whether there is such a session or not.
  public String refreshChallenge(SessionId session) {
    return challenges.issue(Purpose.REFRESH, session.value());
  }

  /// A new access token for whoever signed this `refresh+jwt` with a member's key. Throws
  /// [TokenInvalid] for every other text.
  public AccessGrant refresh(SessionId session, String text) {
    try {
      var proof = RefreshProof.verify(text, id -> Optional.of(keyOf(session, id)));
      if (!proof.session().equals(session) || !proof.audience().equals(terms.origin())) {
        throw new TokenInvalid("for another session or broker");
      }
      if (challenges
          .check(Purpose.REFRESH, session.value(), proof.challenge())
          .filter(store::takeChallenge)
          .isEmpty()) {
        throw new TokenInvalid("no challenge of ours, an old or a used one");
      }
      var member =
          memberOf(session, proof.member())
              .orElseThrow(() -> new TokenInvalid("not a member any more"));
      if (!rosters.of(session).ended()) {
        rosters.renew(session);
      }
      return tokens.access(session, member);
    } catch (InvalidTokenException e) {
      throw new TokenInvalid("refresh: " + e.reason());
    }
  }

  /// For whoever is no member a key that signs no proofs, so that refusing takes as long.
  private VerifyingKey keyOf(SessionId session, MemberId id) {
    return memberOf(session, id).map(Member::signingKey).orElse(nobody);
  }

  private Optional<Member> memberOf(SessionId session, MemberId id) {
    try {
      return rosters.of(session).member(id).filter(Members::attends);
    } catch (NotFound e) {
      return Optional.empty();
    }
  }

  private static boolean attends(Member member) {
    return member.active() || member.standing() == Member.Standing.PENDING;
  }

  private static FrameHeader nameOf(Membership caller, Bytes bytes) {
    if (bytes.size() > MAX_NAME_FRAME_BYTES) {
      throw new BadRequest("frame: want at most " + MAX_NAME_FRAME_BYTES + " bytes");
    }
    try {
      var frame = Frame.parse(bytes.toByteArray());
      var header = frame.header();
      if (header.kind() != FrameKind.NAME
          || !header.sender().equals(caller.member())
          || !frame.isSignedBy(caller.key(), caller.session())) {
        throw new BadRequest("frame: want a name that the caller has signed");
      }
      return header;
    } catch (FormatException e) {
      throw new BadRequest(e);
    }
  }
}
