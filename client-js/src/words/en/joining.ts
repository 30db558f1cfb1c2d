import { plural } from "../plural.js";
import { type Said, say } from "../say.js";
import { spoken } from "../words.js";

const forms = plural("en");

const english = {
  checking: "Checking your invite…",
  invites: <T>(host: T, guest: T, title: T): Said<T> => say`${host} invites ${guest} to ${title}`,
  yourName: "Your name",
  join: "Join session",
  joining: "Joining…",
  ask: "Ask to join",
  asking: "Asking…",
  oneByOne: <T>(host: T): Said<T> => say`${host} lets people in one by one: you wait a moment.`,
  terms: (uses: number, when: string, time: string): string =>
    `${forms(uses, "One use", `${String(uses)} uses left`)}, expires ${when} (${time}). Nothing ` +
    "has been used by opening this page.",
  whatOthersSee: "What will others see?",
  nameSeen: "Everybody in the session sees the name you choose, your role and when you write.",
  auditorSeen:
    "Everybody in the session sees that an auditor is in. No name: it would take a key that you " +
    "are not given.",
  serverSees: "The server sees that a device joined, when, and how much it sends, and never what.",
  alreadyIn: <T>(name: T, role: string, link: (text: string) => T): Said<T> =>
    say`You are in this session already, as ${name} (${role}). ${link("Open it")}, or join once more.`,
  anotherLink: "Another link",
  youAreIn: (title: string): string => `You are in “${title}”.`,

  used: {
    title: "This invite was already used on another device",
    text:
      "If that was you, go on there. If it was not, tell the person who invited you now: somebody " +
      "else may have your link.",
  },
  expired: {
    title: "This invite has expired",
    text: "Its time is over.",
    until: (time: string): string => `It was good until ${time}.`,
  },
  revoked: {
    title: (host: string): string => `${host} withdrew this invite`,
    text: "It cannot be used any more.",
  },
  declined: {
    title: (host: string): string => `${host} did not let you in`,
    text: "Nothing was used up. If that was a mistake, talk to the person who invited you.",
  },
  /** In the place of a host’s name. */
  theHost: "The host",
  ended: {
    title: "This session has ended",
    text: (broker: string): string =>
      `${broker} says that a host ended it for everyone. Nobody can join any more.`,
  },
  full: {
    title: "The session is full",
    text: "All places are taken. Ask the host to make room; in half a minute the invite is shown again.",
  },
  noLink: {
    title: "The secret part of the link is missing",
    text:
      "The part after # got lost on the way; mail protection and some chat apps cut it. Paste the " +
      "full link here, or scan its QR code.",
  },
  incomplete: {
    title: "This link is incomplete",
    text: "Some apps cut links: the end is missing. Paste the full link, or scan its QR code.",
  },
  damaged: {
    title: "This link is damaged",
    text: "Some apps change links on the way. Paste the original link, or scan its QR code.",
  },
  foreign: {
    title: "This is no Latchkey invite",
    text: "Paste the link that you were sent, or scan its QR code.",
  },
  rewritten: {
    title: "Your mail system changed this link and showed its secret to the server",
    text:
      "It is not safe to join with it. Tell the person who invited you to withdraw the invite and " +
      "send a new one another way.",
  },
  wrongKey: {
    title: "We can’t open this invite",
    text:
      "What this server shows was not signed by the host that your link names. The link was " +
      "changed, or it belongs to another server. Nothing was sent.",
  },
  unknown: {
    title: "We don’t know this invite",
    text: (broker: string): string =>
      `${broker} has no invite for this link. Check it, or ask for a new one.`,
  },
  scan: "Scan a QR code",
  copyMessage: "Copy a message asking for a new one",
  message: (title: string): string =>
    `My invite to “${title}” does not work any more. Could you send me a new one?`,
  messageUntitled: "My invite to the session does not work any more. Could you send me a new one?",

  asked: <T>(host: T): Said<T> => say`Asked ${host} to let you in`,
  askedNews: (host: string): string => `Asked ${host} to let you in.`,
  seenNews: (host: string): string => `${host} sees your request.`,
  away: <T>(host: T, time: string): Said<T> =>
    say`${host} does not seem to be online. Your place is kept until ${time}.`,
  keepOpen: "Keep this page open.",
  byItself: <T>(title: T): Said<T> => say`You come into ${title} by itself when you are let in.`,
  askedAt: (when: string): string => `Asked ${when}. A reload keeps your place.`,
  compare: <T>(host: T): Said<T> =>
    say`${host} sees these seven pictures, too. If you talk by phone or meet, compare them: other pictures mean that somebody is in between.`,
  stopWaiting: "Stop waiting",
};

export type JoiningWords = typeof english;

/** What an invite opens, up to the moment when one is in. */
export const joiningWords = (): JoiningWords => spoken("joining", english);
