import { type Said, say } from "../say.js";
import { spoken } from "../words.js";

const english = {
  titles: {
    start: "Latchkey",
    join: "Your invite · Latchkey",
    waiting: "⏳ Waiting to be let in · Latchkey",
    scan: "Scan an invite · Latchkey",
    session: "Session · Latchkey",
    host: "Host console · Latchkey",
    ledger: "Who accessed this session · Latchkey",
    unknown: "No such page · Latchkey",
  },
  forgetful:
    "This browser will forget the session when you close the tab: it does not let pages keep " +
    "anything (private mode, perhaps).",
  newerPages: "There is a newer version of this page. Reload when it suits you.",
  encrypted: <T>(broker: T): Said<T> =>
    say`End-to-end encrypted. ${broker} passes on what it cannot read.`,
  language: "Language",
  noSuchPage: {
    title: "There is no such page",
    text: "The address may be cut. If it was an invite, ask for the whole link again.",
  },
  toStart: "To the start page",
  startOwn: "Start your own",
  tryAgain: "Try again",
  notLoaded: (what: string): string => `${what} could not be loaded.`,
  partNotLoaded: "A part of this page could not be loaded",
  reload: "Reload",
  details: "Details",
  qr: "QR code",
  blank: "Please write something, not only spaces.",
  copy: "Copy",
  copied: "Copied",
  copiedNews: "Copied.",
  copyByHand: "Press Ctrl or ⌘ and C",
  copyDenied: "The browser did not allow copying. The text is selected.",
};

export type FrameWords = typeof english;

/** What every page has: its frame, its titles, its buttons. */
export const frameWords = (): FrameWords => spoken("frame", english);
