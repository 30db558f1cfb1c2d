import type { InvitePreview } from "../../index.js";
import type { JoinState } from "./joinState.js";
import type { Action, Problem } from "../problem.js";
import { clockTime } from "../times.js";

type Refused = Extract<
  JoinState["type"],
  | "used"
  | "expired"
  | "revoked"
  | "declined"
  | "ended"
  | "session_full"
  | "no_link"
  | "damaged"
  | "incomplete"
  | "foreign"
  | "rewritten"
  | "wrong_key"
  | "unknown"
>;

export type RefusedState = Extract<JoinState, { type: Refused }>;

export interface ProblemView {
  readonly broker: URL;
  readonly now: Date;
  /** Leads to the camera. */
  readonly scan: Action;
}

/** The words for every state in which an invite cannot be used. */
export function problemOfJoin(state: RefusedState, view: ProblemView): Problem {
  const { broker, now, scan } = view;
  switch (state.type) {
    case "used":
      return {
        title: "This invite was already used on another device",
        text:
          "If that was you, go on there. If it was not, tell the person who invited you now: " +
          "somebody else may have your link.",
        actions: [askForNew(state.preview)],
        details: "invite_used",
      };
    case "expired":
      return {
        title: "This invite has expired",
        text:
          state.preview === null
            ? "Its time is over."
            : `It was good until ${clockTime(state.preview.expiresAt, now)}.`,
        actions: [askForNew(state.preview)],
        details: "invite_expired",
      };
    case "revoked":
      return {
        title: `${hostOf(state.preview)} withdrew this invite`,
        text: "It cannot be used any more.",
        actions: [askForNew(state.preview)],
        details: "invite_revoked",
      };
    case "declined":
      return {
        title: `${hostOf(state.preview)} did not let you in`,
        text: "Nothing was used up. If that was a mistake, talk to the person who invited you.",
        actions: [askForNew(state.preview)],
        details: "join_declined",
      };
    case "ended":
      return {
        title: "This session has ended",
        text: `${broker.host} says that a host ended it for everyone. Nobody can join any more.`,
        actions: [],
        details: "session_ended",
      };
    case "session_full":
      return {
        title: "The session is full",
        text: "All places are taken. Try again later, or ask the host to make room.",
        actions: [],
        details: "session_full",
      };
    case "no_link":
      return {
        title: "The secret part of the link is missing",
        text:
          "The part after # got lost on the way; mail protection and some chat apps cut it. Paste " +
          "the full link here, or scan its QR code.",
        actions: [scan],
        details: "link_incomplete",
      };
    case "incomplete":
      return {
        title: "This link is incomplete",
        text: "Some apps cut links: the end is missing. Paste the full link, or scan its QR code.",
        actions: [scan],
        details: "link_incomplete",
      };
    case "damaged":
      return {
        title: "This link is damaged",
        text: "Some apps change links on the way. Paste the original link, or scan its QR code.",
        actions: [scan],
        details: "link_damaged",
      };
    case "foreign":
      return {
        title: "This is no Latchkey invite",
        text: "Paste the link that you were sent, or scan its QR code.",
        actions: [scan],
        details: "link_foreign",
      };
    case "rewritten":
      return {
        title: "Your mail system changed this link and showed its secret to the server",
        text:
          "It is not safe to join with it. Tell the person who invited you to withdraw the invite " +
          "and send a new one another way.",
        actions: [askForNew(null)],
        details: "link_rewritten",
      };
    case "wrong_key":
      return {
        title: "We can’t open this invite",
        text:
          "What this server shows was not signed by the host that your link names. The link was " +
          "changed, or it belongs to another server. Nothing was sent.",
        actions: [askForNew(null)],
        details: "key_mismatch",
      };
    case "unknown":
      return {
        title: "We don’t know this invite",
        text: `${broker.host} has no invite for this link. Check it, or ask for a new one.`,
        actions: [askForNew(null)],
        details: "invite_unknown",
      };
  }
}

function hostOf(preview: InvitePreview | null): string {
  return preview?.host.name ?? "The host";
}

function askForNew(preview: InvitePreview | null): Action {
  const title = preview === null ? "the session" : `“${preview.sessionTitle}”`;
  const message = `My invite to ${title} does not work any more. Could you send me a new one?`;
  return { label: "Copy a message asking for a new one", copy: message };
}
