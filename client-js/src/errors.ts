/** What the broker answers with: PROTOCOL.md §1.1. */
export type ProblemCode =
  | "bad_request"
  | "statement_invalid"
  | "token_invalid"
  | "use_dpop_nonce"
  | "creation_token_required"
  | "role_forbidden"
  | "not_found"
  | "method_not_allowed"
  | "session_exists"
  | "statement_conflict"
  | "invite_used"
  | "invite_expired"
  | "invite_revoked"
  | "invite_changed"
  | "join_declined"
  | "session_full"
  | "slot_taken"
  | "session_ended"
  | "counter_used"
  | "epoch_closed"
  | "head_moved"
  | "heads_moved"
  | "payload_too_large"
  | "unsupported_media_type"
  | "rate_limited"
  | "internal"
  | "draining"
  | "overloaded"
  | "too_many_sessions"
  | "session_storage_full";

/** What a client finds out by itself. */
export type ClientCode =
  /** The broker does not know the invite, or another broker made it. */
  | "invite_unknown"
  /** The session, or this member of it, is unknown to the broker. */
  | "session_unknown"
  /** The session is closed on this device; {@link Session.closed} says why. */
  | "session_closed"
  /** What the broker served is not signed by the host that the link pins. Nothing was used. */
  | "key_mismatch"
  /** Another host has let in whom this one declined. */
  | "already_admitted"
  /** The other member declined to compare, or stopped. */
  | "compare_declined"
  /** The other member showed another nonce than it had committed to. */
  | "compare_failed"
  /** The hand-over's link is older than five minutes, was used, or never was one. */
  | "handover_expired"
  /** Another device has opened the hand-over's link before. */
  | "handover_taken"
  /** The old device did not confirm the hand-over. */
  | "handover_refused"
  /** The hand-over broke off: begin it anew. */
  | "handover_failed"
  /** This is no recovery file, or one of a later version. */
  | "recovery_failed"
  /** Another passphrase, or a damaged recovery file. */
  | "passphrase_wrong"
  /** This device is that member's, or was, already. */
  | "member_here"
  /** This device was not given the key of the current epoch. */
  | "key_missing"
  /** So much was written under the current key that it must be replaced by a host first. */
  | "key_exhausted"
  /** The session has no such member, or not any more. */
  | "member_unknown"
  /** The session would have no host. */
  | "last_host"
  /** The host that the session ID pins stays one until it gives that up itself. */
  | "pinned_host"
  /** This device holds the session ID with another host key already. */
  | "session_id_repeated"
  /** The state is larger than one frame. */
  | "state_too_large"
  /** Others have replaced what was to be replaced: there is no need any more. */
  | "replace_outdated"
  /** No channel is left for another name. */
  | "too_many_channels"
  /** 32 MiB of writes to a channel wait for the broker. */
  | "unsynced_changes_full"
  /** A part of this library, or of the page, could not be fetched, or there is a newer version. */
  | "not_loaded"
  /** The browser has no network. */
  | "offline"
  | "broker_unreachable"
  /** The answer is no answer of a broker: a hotel's sign-in page, a wrong address. */
  | "not_a_broker"
  /** The broker states another origin than the one it was called by. */
  | "origin_mismatch"
  /** The page came by http: the browser switches cryptography off. */
  | "insecure_context"
  /** The device's store failed: full, wiped, or blocked in the meantime. */
  | "storage_failed"
  | "timeout"
  | "aborted";

export type ErrorCode = ProblemCode | ClientCode;

export interface BrokerErrorOptions extends ErrorOptions {
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly requestId?: string;
  /** The head of the channel, where a newer one is the reason. */
  readonly head?: number;
  /** The heads of all channels that were written, where others are the reason. */
  readonly heads?: ReadonlyMap<number, number>;
}

const RETRYABLE: ReadonlySet<ErrorCode> = new Set([
  "rate_limited",
  "internal",
  "draining",
  "overloaded",
  "not_loaded",
  "offline",
  "broker_unreachable",
  "not_a_broker",
  "timeout",
  "storage_failed",
]);

/**
 * A call that failed. `code` is stable; the message is English, for developers, without secrets.
 */
export class BrokerError extends Error {
  override readonly name = "BrokerError";
  readonly code: ErrorCode;
  /** The HTTP status, where the broker answered. */
  readonly status: number | undefined;
  /** The same call may succeed later. */
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  /** What the broker's log knows the request by. */
  readonly requestId: string | undefined;
  readonly head: number | undefined;
  readonly heads: ReadonlyMap<number, number> | undefined;

  constructor(code: ErrorCode, message: string, options: BrokerErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.status = options.status;
    this.retryable = RETRYABLE.has(code);
    this.retryAfterMs = options.retryAfterMs;
    this.requestId = options.requestId;
    this.head = options.head;
    this.heads = options.heads;
  }
}
