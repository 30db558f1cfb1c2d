package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.wrap.WrapPublicKey;
import java.util.List;
import java.util.Optional;

/// What devices sign about who belongs to a session, one record per kind. A statement is a claim:
/// whether its signer may make it, and now, is for [Roster] to say. FORMATS.md §7.
public sealed interface Statement {
  SessionId sid();

  /// A statement that only hosts may make. Each names the log that its signer had folded, so that
  /// the order of two of them is never the broker's word.
  sealed interface HostStatement extends Statement {
    Act act();

    @Override
    default SessionId sid() {
      return act().sid();
    }

    default MemberId by() {
      return act().by();
    }

    default long n() {
      return act().n();
    }

    default Bytes prev() {
      return act().prev();
    }

    default List<ChannelHead> heads() {
      return act().heads();
    }

    default TreeHead checkpoint() {
      return act().checkpoint();
    }
  }

  /// A host statement that cuts every channel in two: frames up to the closing heads lie before it,
  /// all others after it. A channel that is not listed closes where nothing was written.
  sealed interface ClosingStatement extends HostStatement {
    List<ChannelHead> closing();
  }

  /// What every host statement carries: its number `n`, the log hash `prev` at its own position,
  /// and the channel heads and the ledger checkpoint that its signer has verified.
  record Act(
      SessionId sid,
      MemberId by,
      long n,
      Bytes prev,
      List<ChannelHead> heads,
      TreeHead checkpoint) {
    public Act {
      heads = List.copyOf(heads);
    }
  }

  record Genesis(
      SessionId sid,
      Bytes salt,
      VerifyingKey signingKey,
      WrapPublicKey wrapKey,
      String origin,
      VerifyingKey ledgerKey,
      String challenge)
      implements Statement {}

  /// One step, whole: nobody can be shown the new key without the removal that it follows from.
  record Change(
      Act act,
      Optional<NewEpoch> epoch,
      List<MemberId> removed,
      List<RoleChange> roles,
      List<InviteId> revoked,
      List<ChannelHead> closing)
      implements ClosingStatement {
    public Change {
      removed = List.copyOf(removed);
      roles = List.copyOf(roles);
      revoked = List.copyOf(revoked);
      closing = List.copyOf(closing);
    }
  }

  /// `members` and `invites` are who gets a wrap of the key behind the commitment.
  record NewEpoch(long number, Bytes commitment, List<MemberId> members, List<InviteId> invites) {
    public NewEpoch {
      members = List.copyOf(members);
      invites = List.copyOf(invites);
    }
  }

  record RoleChange(MemberId mid, Role role) {}

  /// `label` and `preview` are hashes of the sealed texts.
  record Invite(
      Act act,
      InviteId iid,
      VerifyingKey signingKey,
      WrapPublicKey wrapKey,
      Role role,
      long exp,
      int uses,
      boolean approval,
      Bytes label,
      Bytes preview)
      implements HostStatement {}

  /// `member~join`: signed by the invite key and by the device key that it names. `invite` is the
  /// hash of the invite statement, `name` the sealed name.
  record Join(
      SessionId sid,
      InviteId iid,
      Bytes invite,
      Role role,
      VerifyingKey signingKey,
      WrapPublicKey wrapKey,
      String origin,
      String challenge,
      Bytes name)
      implements Statement {}

  /// `member` is the hash of the member entry that it answers.
  record Knock(Act act, InviteId iid, Bytes member, Bytes nonce) implements HostStatement {}

  /// `member` is the hash of the member entry that it admits.
  record Admit(Act act, InviteId iid, Bytes member, Role role) implements HostStatement {}

  record Revoke(Act act, List<InviteId> invites) implements HostStatement {
    public Revoke {
      invites = List.copyOf(invites);
    }
  }

  /// `move~moved`: signed by the device `mid` and by the one that takes its place.
  record Move(
      SessionId sid,
      MemberId mid,
      VerifyingKey signingKey,
      WrapPublicKey wrapKey,
      String origin,
      String challenge)
      implements Statement {}

  /// While a session is frozen, only hosts write.
  record Freeze(Act act, boolean on, List<ChannelHead> closing) implements ClosingStatement {
    public Freeze {
      closing = List.copyOf(closing);
    }
  }

  /// `by` has compared the emoji with the device `mid`, whose entry has the hash `member`; `match`
  /// says whether they were the same on both. `n` numbers what `by` said of this kind, so that
  /// nothing said earlier can be repeated later.
  record Compared(SessionId sid, MemberId by, long n, MemberId mid, Bytes member, boolean match)
      implements Statement {}

  record End(Act act) implements HostStatement {}
}
