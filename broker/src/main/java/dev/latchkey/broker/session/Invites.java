package dev.latchkey.broker.session;

import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.RoleForbidden;
import dev.latchkey.broker.ledger.Notice;
import dev.latchkey.broker.ledger.Notices;
import dev.latchkey.broker.ledger.Provenance;
import dev.latchkey.broker.limit.Caller;
import dev.latchkey.broker.limit.JoinLimits;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.roster.Invite;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Invites: taken from hosts, shown to hosts, and shown to whoever knows their ID.
public final class Invites {
  private final SessionStore store;
  private final Rosters rosters;
  private final HostStatements statements;
  private final Notices notices;
  private final JoinLimits joinLimits;
  private final Tokens tokens;
  private final Terms terms;
  private final SessionMetrics metrics;
  private final InstantSource clock;

  public Invites(
      SessionStore store,
      Rosters rosters,
      HostStatements statements,
      Notices notices,
      JoinLimits joinLimits,
      Tokens tokens,
      Terms terms,
      SessionMetrics metrics,
      InstantSource clock) {
    this.store = store;
    this.rosters = rosters;
    this.statements = statements;
    this.notices = notices;
    this.joinLimits = joinLimits;
    this.tokens = tokens;
    this.terms = terms;
    this.metrics = metrics;
    this.clock = clock;
  }

  /// Whether a join by the invite can succeed, and if not, the first reason that holds.
  public enum State {
    REVOKED,
    EXPIRED,
    USED,
    READY;

    public static State of(Invite invite, Instant now) {
      if (invite.revoked()) {
        return REVOKED;
      }
      if (invite.exp() <= now.getEpochSecond()) {
        return EXPIRED;
      }
      return invite.usedUp() ? USED : READY;
    }
  }

  /// An epoch key wrapped to the invite.
  public record Wrap(int epoch, Bytes sealed) {}

  /// An invite that was taken.
  public record Registered(InviteId invite, int size) {}

  /// An invite as a host sees it.
  ///
  /// @param pending how many wait to be admitted
  /// @param lockedFor until a join without proof no longer locks it; zero if it is not locked
  public record Listed(
      Invite invite, StoredInvite stored, State state, int pending, Duration lockedFor) {}

  /// An invite as its holder sees it.
  ///
  /// @param token a fresh invite token, if the invite is ready
  /// @param chain the entries that show that the signer of the invite is a host, and the signer of
  ///     the end too, genesis first
  /// @param end the entry that has ended the session
  public record Looked(
      State state,
      Optional<String> token,
      String statement,
      Bytes preview,
      List<String> chain,
      Optional<String> end,
      Invite invite) {}

  /// Takes a new invite, or the extension of one.
  ///
  /// @param wrap empty exactly for an invite of an auditor, and for one that needs approval
  public Registered register(
      Membership caller,
      Provenance provenance,
      String text,
      Bytes label,
      Bytes preview,
      Optional<Wrap> wrap) {
    var entry = HostStatements.parse(text);
    if (!(entry.statement() instanceof Statement.Invite invite)) {
      throw new BadRequest("want an invite");
    }
    requireSound(invite, label, preview);
    if (wrap.isPresent() == (invite.role() == Role.AUDITOR || invite.approval())) {
      throw new BadRequest("wrap: want null for auditors and with approval, one otherwise");
    }
    var stored = StoredInvite.unopened(invite.iid(), label, preview);
    int size =
        statements.take(
            caller,
            provenance,
            entry,
            (_, effects) ->
                effects.withInvite(stored).withWraps(wraps(invite.iid(), wrap, effects)));
    metrics.invited(invite.role());
    return new Registered(invite.iid(), size);
  }

  /// The invites of the session, oldest first.
  public List<Listed> list(Membership caller) {
    if (caller.role() != Role.HOST) {
      throw new RoleForbidden();
    }
    notices.settle();
    var roster = rosters.of(caller.session());
    return store.invites(caller.session()).stream()
        .flatMap(
            stored ->
                roster.invite(stored.iid()).stream().map(invite -> listed(roster, invite, stored)))
        .toList();
  }

  private Listed listed(Roster roster, Invite invite, StoredInvite stored) {
    long pending =
        roster.members().stream()
            .filter(it -> it.standing() == Member.Standing.PENDING)
            .filter(it -> it.invite().equals(Optional.of(invite.id())))
            .count();
    return new Listed(
        invite, stored, stateOf(invite), (int) pending, joinLimits.lockedFor(invite.id()));
  }

  /// Never uses the invite up.
  ///
  /// @param noted whether the host shall see that somebody looked
  public Looked look(Caller caller, InviteId id, boolean noted) {
    var session = store.sessionOfInvite(id).orElseThrow(this::unknown);
    var roster = rosters.of(session);
    var invite = roster.invite(id).orElseThrow(this::unknown);
    var stored = store.invite(session, id).orElseThrow(this::unknown);
    if (noted) {
      notices.note(session, Notice.opened(id, roster.size()), caller);
    }
    var state = stateOf(invite);
    metrics.looked(state);
    var chain = new InviterChain(store, roster);
    chain.show(invite.by(), invite.entry());
    var end = endOf(roster);
    end.ifPresent(entry -> chain.show(signerOf(entry), roster.size() - 1));
    return new Looked(
        state,
        state == State.READY && end.isEmpty()
            ? Optional.of(tokens.invite(session, invite))
            : Optional.empty(),
        entry(session, invite.entry()),
        stored.preview(),
        chain.entries(),
        end,
        invite);
  }

  private Optional<String> endOf(Roster roster) {
    return roster.ended() ? Optional.of(entry(roster.sid(), roster.size() - 1)) : Optional.empty();
  }

  private static MemberId signerOf(String end) {
    return ((Statement.End) StatementEntry.parse(end).statement()).by();
  }

  State stateOf(Invite invite) {
    return State.of(invite, clock.instant());
  }

  private void requireSound(Statement.Invite invite, Bytes label, Bytes preview) {
    if (!invite.label().equals(hash(label)) || !invite.preview().equals(hash(preview))) {
      throw new BadRequest("label, preview: want what the statement holds the hashes of");
    }
    var expiry = Instant.ofEpochSecond(invite.exp());
    if (!expiry.isAfter(clock.instant())
        || expiry.isAfter(clock.instant().plus(terms.inviteLifetime()))) {
      throw new BadRequest(
          "exp: want a time within the next " + terms.inviteLifetime().toSeconds() + " seconds");
    }
  }

  private static List<StoredWrap> wraps(InviteId iid, Optional<Wrap> wrap, Effects effects) {
    if (wrap.isEmpty()) {
      return List.of();
    }
    if (wrap.get().epoch() != effects.epoch()) {
      throw new BadRequest("wrap: want the key of the current epoch");
    }
    return List.of(
        new StoredWrap(wrap.get().epoch(), new WrapRecipient.Invite(iid), wrap.get().sealed()));
  }

  private String entry(SessionId session, int position) {
    return store.entry(session, position).orElseThrow(() -> new NotFound("the session is gone"));
  }

  private NotFound unknown() {
    metrics.lookedAtNothing();
    return new NotFound("no such invite");
  }

  private static Bytes hash(Bytes sealed) {
    return Bytes.of(Hashes.sha256(sealed.toByteArray()));
  }
}
