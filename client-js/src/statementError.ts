/** The first rule that an entry breaks, in the order of the table in FORMATS.md §7.1. */
export type StatementReason =
  /** Nothing is folded after `end`. */
  | "ended"
  | "foreign_session"
  /** Entry 0 is a genesis, entry 1 a change, and no other entry a genesis. */
  | "out_of_place"
  /** The session ID is not the hash of this host key and salt. */
  | "session_not_pinned"
  /** `prev` is not the hash of the log so far: fold what is new, then sign again. */
  | "not_current"
  /** A host of an earlier position signed this for the place of another host statement. */
  | "fork"
  /** Only hosts may say this, and its signer is none at this position. */
  | "not_host"
  /** A signature does not verify under the key that must have made it, or names another key. */
  | "bad_signature"
  /** `n` is not the next number. */
  | "wrong_number"
  /** Entry 1 gives the pinned host the key of epoch 1 and does nothing else. */
  | "first_change"
  /** The invite's ID is not that of its key. */
  | "invite_id"
  /** An extension changes the invite's keys, role, approval or host. */
  | "invite_differs"
  | "unknown_invite"
  | "invite_revoked"
  /** The joiner saw an older statement of this invite. */
  | "invite_changed"
  /** The role is not the invite's. */
  | "role_mismatch"
  /** The device signed for another broker. */
  | "foreign_origin"
  /** A device key is that of a member, present or past. */
  | "key_in_roster"
  /** No pending member of this invite came in by this entry. */
  | "not_pending"
  | "knocked_already"
  /** Nobody of that ID is in the roster, or no longer. */
  | "unknown_member"
  /** The member is pending or surplus. */
  | "not_active"
  /** The pinned host is removed or re-roled by somebody else. */
  | "pinned_host"
  | "no_host_left"
  /** Somebody who held the key may read no longer, and the key stays. */
  | "key_unchanged"
  /** An invite by which a removed member came in, or that they or a former host made, is not revoked. */
  | "invite_left_open"
  /** The epoch is not the next one. */
  | "epoch_number"
  /** The new key would be wrapped to somebody who may not read. */
  | "epoch_member"
  /** The new key would be wrapped to an invite that lets nobody in, or not without approval. */
  | "epoch_invite"
  /** The closing head of a channel is before that of the change or freeze before. */
  | "closing_heads"
  /** The signer has said often enough with whom it compared. */
  | "too_many_compared";

/**
 * A well-formed entry that may not stand where it was put. Whoever folds stops here: an honest
 * broker would not have taken it.
 */
export class StatementError extends Error {
  override readonly name = "StatementError";
  readonly reason: StatementReason;
  /**
   * For a fork, the position of the host statement that stands in the refused one's place. The two
   * texts are the evidence: hosts signed both, over the same `prev`.
   */
  readonly rival: number | undefined;

  constructor(reason: StatementReason, rival?: number) {
    super(`statement: ${reason}`);
    this.reason = reason;
    this.rival = rival;
  }
}

export function requireRule(holds: boolean, reason: StatementReason): asserts holds {
  if (!holds) {
    throw new StatementError(reason);
  }
}

export function requirePresent<T>(value: T | undefined, reason: StatementReason): T {
  if (value === undefined) {
    throw new StatementError(reason);
  }
  return value;
}
