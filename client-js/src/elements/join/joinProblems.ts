import type { InvitePreview } from "../../index.js";
import { joiningWords } from "../../words/en/joining.js";
import { COOL_DOWN_MS, type JoinState } from "./joinState.js";
import type { Action, Problem } from "../problem.js";
import { surroundingsWords } from "../../words/en/surroundings.js";
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
  | "exposed"
  | "newer"
  | "wrong_key"
  | "unknown"
>;

export type RefusedState = Extract<JoinState, { type: Refused }>;

export interface ProblemView {
  readonly broker: URL;
  readonly now: Date;
  /** Leads to the camera. */
  readonly scan: Action;
  /** Looks at the link again. */
  readonly again: Action;
  /** Reads the link as it was before a mail system changed it. */
  readonly repair: Action;
}

/** The words for every state in which an invite cannot be used. */
export function problemOfJoin(state: RefusedState, view: ProblemView): Problem {
  const { broker, now, scan, again, repair } = view;
  const words = joiningWords();
  const around = surroundingsWords();
  switch (state.type) {
    case "used":
      return { ...words.used, actions: [askForNew(state.preview)], details: "invite_used" };
    case "expired":
      return {
        title: words.expired.title,
        text:
          state.preview === null
            ? words.expired.text
            : words.expired.until(clockTime(state.preview.expiresAt, now)),
        actions: [askForNew(state.preview)],
        details: "invite_expired",
      };
    case "revoked":
      return {
        title: words.revoked.title(hostOf(state.preview)),
        text: words.revoked.text,
        actions: [askForNew(state.preview)],
        details: "invite_revoked",
      };
    case "declined":
      return {
        title: words.declined.title(hostOf(state.preview)),
        text: words.declined.text,
        actions: [
          { ...again, label: around.askAgain, disabled: now.getTime() < state.at + COOL_DOWN_MS },
          askForNew(state.preview),
        ],
        details: "join_declined",
      };
    case "ended":
      return {
        title: words.ended.title,
        text: words.ended.text(broker.host),
        actions: [],
        details: "session_ended",
      };
    case "session_full":
      return { ...words.full, actions: [again], details: "session_full" };
    case "no_link":
      return { ...words.noLink, actions: [scan], details: "link_incomplete" };
    case "incomplete":
      return { ...words.incomplete, actions: [scan], details: "link_incomplete" };
    case "damaged":
      return { ...words.damaged, actions: [scan], details: "link_damaged" };
    case "foreign":
      return { ...words.foreign, actions: [scan], details: "link_foreign" };
    case "rewritten":
      return { ...words.rewritten, actions: [tellOfExposure(), repair], details: "link_rewritten" };
    case "exposed":
      return { ...around.exposed, actions: [tellOfExposure()], details: "link_rewritten" };
    case "newer":
      return { ...around.newer, actions: [reload()], details: "link_version" };
    case "wrong_key":
      return { ...words.wrongKey, actions: [askForNew(null)], details: "key_mismatch" };
    case "unknown":
      return {
        title: words.unknown.title,
        text: words.unknown.text(broker.host),
        actions: [askForNew(null)],
        details: "invite_unknown",
      };
  }
}

function hostOf(preview: InvitePreview | null): string {
  return preview?.host.name ?? joiningWords().theHost;
}

function reload(): Action {
  return {
    label: surroundingsWords().reload,
    primary: true,
    run: () => {
      location.reload();
    },
  };
}

/** The host’s device cannot know it: what the server has seen stands in no statement. */
function tellOfExposure(): Action {
  return { label: joiningWords().copyMessage, copy: surroundingsWords().exposedMessage };
}

function askForNew(preview: InvitePreview | null): Action {
  const { copyMessage, message, messageUntitled } = joiningWords();
  const copy = preview === null ? messageUntitled : message(preview.sessionTitle);
  return { label: copyMessage, copy };
}
