import { spoken } from "../words.js";

const english = {
  insecure: {
    title: "This address isn’t secure",
    text:
      "The page came by http, so your browser has switched encryption off. Use the https address " +
      "of this server; nothing has been used up.",
    open: (host: string): string => `Open ${host} by https`,
  },
  ofThisPage: {
    title: "Something went wrong on this page",
    text: "Nothing has been lost. Please try again; if it comes back, reload the page.",
  },
  offline: {
    title: "You’re offline",
    text: "Nothing has been used up or lost. This goes on when you are back online.",
  },
  notLoaded:
    "You may be offline, or there is a newer version of the page. Nothing has been used up or " +
    "lost.",
  unreachable: {
    title: (host: string): string => `We can’t reach ${host}`,
    someServer: "the server",
    text: "Hotel or train Wi-Fi? Open its sign-in page first. Nothing has been used up.",
  },
  otherAddress: {
    title: "This server has another address",
    text: (origin: string): string =>
      `You came by ${origin}, and sessions are bound to the address that the server ` +
      "goes by. Nothing has been used up.",
    open: (address: string): string => `Open ${address}`,
  },
  draining: {
    title: "The server restarts",
    text: "It will be back in a moment. Nothing has been used up.",
  },
  overloaded: {
    title: "The server has too much to do",
    text: "Wait a moment, then try again. Nothing has been lost.",
  },
  tooManySessions: {
    title: "Your network has enough sessions on this server",
    text: "End one that nobody needs any more, then try again. Nothing has been lost.",
  },
  tokenRequired: {
    title: "This server lets only some people start sessions",
    text:
      "Enter the code below that whoever runs the server gave you for it. Joining sessions takes " +
      "none.",
  },
  other: {
    title: "That did not work",
    text: "Nothing has been lost. Please try again.",
  },
  tooMany: {
    title: "Too many tries",
    later: (time: string): string => `You can try again in ${time}. Nothing has been used up.`,
    soon: "You can try again in ten seconds.",
    now: "You can try again now.",
  },
  request: (code: string, request: string): string => `${code} · request ${request}`,
  advice: {
    tooMany: (time: string): string => `Too many tries: please try again in ${time}.`,
    again: "Please try again.",
    againWith: (details: string): string => `Please try again (${details}).`,
    hostsOnly: "Only hosts can do that, and you are none any more.",
    lastHost: "The session needs a host.",
    gone: "They are not in the session any more.",
    linkExpired: "The link is no longer good. Please start again.",
    refused: "It was refused.",
    offline: "You’re offline. Please try again when you are back.",
  },
};

export type ProblemWords = typeof english;

/** Troubles that any page can meet, and what to do about a call that failed. */
export const problemWords = (): ProblemWords => spoken("problems", english);
