import { BrokerError, InvalidLinkError, type InvitePreview, type Waiting } from "../../index.js";
import { type Trouble } from "../trouble.js";

/** How long whoever was declined waits before asking again. */
export const COOL_DOWN_MS = 30_000;

/** What the join page shows: ux states of the same names. */
export type JoinState =
  | { readonly type: "checking" }
  | {
      readonly type: "ready";
      readonly preview: InvitePreview;
      /** A mail system has shown the secret to the server: only a host makes sure who comes in. */
      readonly exposed?: boolean;
    }
  | { readonly type: "joining"; readonly preview: InvitePreview }
  /** The link is of a hand-over: this device can take another one’s place. */
  | { readonly type: "handover"; readonly link: string }
  /** A host must let this device in. */
  | {
      readonly type: "waiting";
      readonly preview: InvitePreview;
      readonly waiting: Waiting;
    }
  /** This device is in the session already: straight in. */
  | { readonly type: "used_here"; readonly sid: string }
  | { readonly type: "used"; readonly preview: InvitePreview | null }
  | { readonly type: "expired"; readonly preview: InvitePreview | null }
  | { readonly type: "revoked"; readonly preview: InvitePreview | null }
  | { readonly type: "declined"; readonly preview: InvitePreview | null; readonly at: number }
  | { readonly type: "ended" }
  | { readonly type: "session_full" }
  | { readonly type: "no_link" }
  | { readonly type: "damaged" }
  | { readonly type: "incomplete" }
  | { readonly type: "foreign" }
  /** A mail system turned # into %23: the server has seen the secret. */
  | { readonly type: "rewritten" }
  /** The same, and whoever has the secret is let in by it without asking. */
  | { readonly type: "exposed"; readonly preview: InvitePreview }
  /** The link is of a later version than this page. */
  | { readonly type: "newer" }
  /** The page came by http: browsers switch encryption off. */
  | { readonly type: "insecure" }
  /** What the broker shows is not what the link's host signed. */
  | { readonly type: "wrong_key" }
  | { readonly type: "unknown" }
  | {
      readonly type: "rate_limited";
      readonly trouble: Trouble;
      readonly preview: InvitePreview | null;
    }
  | { readonly type: "trouble"; readonly trouble: Trouble };

export function stateOfPreview(preview: InvitePreview): JoinState {
  switch (preview.status) {
    case "ready":
      return { type: "ready", preview };
    case "used_here":
    case "waiting":
      return { type: "used_here", sid: preview.sessionId };
    case "used":
    case "expired":
    case "revoked":
      return { type: preview.status, preview };
  }
}

/** `preview` is what was known before the failed step, if anything. */
export function stateOfError(
  error: unknown,
  preview: InvitePreview | null,
  now: number,
): JoinState {
  if (error instanceof InvalidLinkError) {
    switch (error.code) {
      case "link_incomplete":
        return { type: "incomplete" };
      case "link_damaged":
        return { type: "damaged" };
      case "link_foreign":
        return { type: "foreign" };
      case "link_rewritten":
        return { type: "rewritten" };
    }
  }
  if (!(error instanceof BrokerError)) {
    return { type: "trouble", trouble: { error, at: now } };
  }
  switch (error.code) {
    case "invite_unknown":
    case "session_unknown":
    case "not_found":
      return { type: "unknown" };
    case "invite_used":
      return { type: "used", preview };
    case "invite_expired":
      return { type: "expired", preview };
    case "invite_revoked":
      return { type: "revoked", preview };
    case "join_declined":
      return { type: "declined", preview, at: now };
    case "session_ended":
      return { type: "ended" };
    case "session_full":
      return { type: "session_full" };
    case "key_mismatch":
    case "session_id_repeated":
      return { type: "wrong_key" };
    case "aborted":
      return preview === null ? { type: "checking" } : { type: "ready", preview };
    case "rate_limited":
      return { type: "rate_limited", trouble: { error, at: now }, preview };
    default:
      return { type: "trouble", trouble: { error, at: now } };
  }
}
