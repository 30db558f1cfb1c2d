package dev.latchkey.crypto.roster;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A well-formed entry that may not stand where it was put. Whoever folds stops here: an honest
/// broker would not have taken it.
public final class StatementException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int NO_RIVAL = -1;

  /// The first rule that is broken, in the order of FORMATS.md §7.1. The wire names are in the
  /// vectors and must not change.
  public enum Reason {
    /// Nothing is folded after `end`.
    ENDED("ended"),
    /// The statement is of another session.
    FOREIGN_SESSION("foreign_session"),
    /// Entry 0 is a genesis, entry 1 a change, and no other entry a genesis.
    OUT_OF_PLACE("out_of_place"),
    /// The session ID is not the hash of this host key and salt.
    SESSION_NOT_PINNED("session_not_pinned"),
    /// A signature does not verify under the key that must have made it, or names another key.
    BAD_SIGNATURE("bad_signature"),
    /// `prev` is not the hash of the log so far: fold what is new, then sign again.
    NOT_CURRENT("not_current"),
    /// A host of an earlier position signed this for the place of another host statement.
    FORK("fork"),
    /// Only hosts may say this, and its signer is none at this position.
    NOT_HOST("not_host"),
    /// `n` is not the next number.
    WRONG_NUMBER("wrong_number"),
    /// Entry 1 gives the pinned host the key of epoch 1 and does nothing else.
    FIRST_CHANGE("first_change"),
    /// The invite's ID is not that of its key.
    INVITE_ID("invite_id"),
    /// An extension changes the invite's keys, role, approval or host.
    INVITE_DIFFERS("invite_differs"),
    UNKNOWN_INVITE("unknown_invite"),
    INVITE_REVOKED("invite_revoked"),
    /// The joiner saw an older statement of this invite.
    INVITE_CHANGED("invite_changed"),
    /// The role is not the invite's.
    ROLE_MISMATCH("role_mismatch"),
    /// The device signed for another broker.
    FOREIGN_ORIGIN("foreign_origin"),
    /// A device key is that of a member, present or past.
    KEY_IN_ROSTER("key_in_roster"),
    /// No pending member of this invite came in by this entry.
    NOT_PENDING("not_pending"),
    KNOCKED_ALREADY("knocked_already"),
    /// Nobody of that ID is in the roster, or no longer.
    UNKNOWN_MEMBER("unknown_member"),
    /// The member is pending or surplus.
    NOT_ACTIVE("not_active"),
    /// The pinned host is removed or re-roled by somebody else.
    PINNED_HOST("pinned_host"),
    NO_HOST_LEFT("no_host_left"),
    /// Somebody who held the key may read no longer, and the key stays.
    KEY_UNCHANGED("key_unchanged"),
    /// An invite by which a removed member came in, or that they or a former host made, is not
    /// revoked.
    INVITE_LEFT_OPEN("invite_left_open"),
    /// The epoch is not the next one.
    EPOCH_NUMBER("epoch_number"),
    /// The new key would be wrapped to somebody who may not read.
    EPOCH_MEMBER("epoch_member"),
    /// The new key would be wrapped to an invite that lets nobody in, or not without approval.
    EPOCH_INVITE("epoch_invite"),
    /// The closing head of a channel is before that of the change or freeze before.
    CLOSING_HEADS("closing_heads"),
    /// The signer has said often enough with whom it compared.
    TOO_MANY_COMPARED("too_many_compared");

    private final String wire;

    Reason(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }

    void unless(boolean holds) {
      if (!holds) {
        throw broken();
      }
    }

    <T> T ifAbsent(@Nullable T value) {
      if (value == null) {
        throw broken();
      }
      return value;
    }

    StatementException broken() {
      return new StatementException(this, NO_RIVAL);
    }
  }

  private final Reason reason;
  private final int rival;

  private StatementException(Reason reason, int rival) {
    super(reason.wire);
    this.reason = reason;
    this.rival = rival;
  }

  static StatementException fork(int rival) {
    return new StatementException(Reason.FORK, rival);
  }

  public Reason reason() {
    return reason;
  }

  /// For [Reason#FORK], the position of the host statement that stands in the refused one's place.
  /// The two texts are the evidence: both are signed by hosts over the same `prev`.
  public OptionalInt rival() {
    return rival == NO_RIVAL ? OptionalInt.empty() : OptionalInt.of(rival);
  }
}
