import { plural } from "../plural.js";
import { type Said, say } from "../say.js";
import { spoken } from "../words.js";

const forms = plural("en");

const english = {
  openSession: "Open the session",
  invites: "Invites",
  people: "People",
  forEveryone: "For everyone",
  /** What could not be loaded. */
  theInvites: "The invites",
  none: "No invites yet. Invite one person at a time, so that you see who came.",
  newLinkNews: "There is a new link. The old one no longer works.",
  noNewLink: (advice: string): string => `There is no new link. ${advice}`,
  extendedNews: "The invite is good for one more day.",
  notExtended: (advice: string): string => `The invite expires as before. ${advice}`,
  revokedNews: "Invite revoked.",
  notRevoked: "The invite could not be revoked. Try again.",

  states: { ready: "Waiting", used: "Used", expired: "Expired", revoked: "Revoked" },
  joined: <T>(names: T): Said<T> => say`${names} joined.`,
  number: <T>(number: T): Said<T> => say`Number ${number}.`,
  linkAndQr: "Link and QR",
  newLink: <T>(hidden: (text: string) => T, name: string): Said<T> =>
    say`New link${hidden(` for ${name}`)}`,
  inviteAgain: <T>(hidden: (text: string) => T, name: string): Said<T> =>
    say`Invite again${hidden(` for ${name}`)}`,
  oneMoreDay: <T>(hidden: (text: string) => T, name: string): Said<T> =>
    say`One more day${hidden(` for ${name}`)}`,
  revoke: "Revoke",
  revokeWhat: (name: string): string => `the invite for ${name}`,
  revokeQuestion: "Revoke this invite? Its link stops working for good.",
  revokeYes: "Revoke it",
  revokeNo: "Keep it",
  pending: (count: number): string =>
    `${forms(count, "1 person waits", `${String(count)} people wait`)} to be let in.`,
  refusedTries: (count: number): string =>
    `${String(count)} refused ${forms(count, "try", "tries")}. Somebody else may have the link.`,
  refusedTriesLast: (count: number, when: string): string =>
    `${String(count)} refused ${forms(count, "try", "tries")}, last ${when}. Somebody else may ` +
    "have the link.",
  locked: (time: string): string => `Locked until ${time}: too many tries.`,
  looks: (count: number): string =>
    count === 0
      ? "Not looked at yet."
      : `Looked at ${forms(count, "once", `${String(count)} times`)}.`,
  uses: (used: number, most: number): string => `${String(used)} of ${String(most)} joined.`,
  expires: (when: string, time: string): string => `Expires ${when} (${time}).`,
  expired: (time: string): string => `Expired ${time}.`,
  nobodyCanJoin: "Nobody can join by it any more.",
  nameNotReadable: "Name not readable",
  invitedBy: (host: string): string => `Invited by ${host}`,
  hostGone: "a host who is gone",

  refusedNotices: "Refused tries",
  dismiss: <T>(hidden: (text: string) => T, name: string): Said<T> =>
    say`Dismiss${hidden(` the notice about ${name}`)}`,
  dismissUnnamed: <T>(hidden: (text: string) => T): Said<T> =>
    say`Dismiss${hidden(" the notice about an invite")}`,
  seeTries: "See what was tried",
  /** Warnings to a host; `invite` is one of the two that follow. */
  inviteOf: (name: string): string => `the invite for ${name}`,
  someInvite: "an invite",
  lockedNotice: (invite: string, time: string): string =>
    `Too many tries to join with ${invite} failed: it is locked until ${time}. Somebody else may ` +
    "have the link.",
  usedNotice: (invite: string, tries: number, name: string): string =>
    `Somebody tried to join with ${invite} after it was used` +
    `${tries === 1 ? "" : ` (${String(tries)} tries)`}. If that was not ${name} on another device, ` +
    "somebody else has the link.",
  samePerson: "the same person",
  triesNotice: (invite: string, tries: number): string =>
    forms(
      tries,
      `A try to join with ${invite} was refused.`,
      `${String(tries)} tries to join with ${invite} were refused.`,
    ) + " Somebody else may have the link.",
};

export type InvitingWords = typeof english;

/** The host’s console: invites, their links, and what became of them. */
export const invitingWords = (): InvitingWords => spoken("inviting", english);
