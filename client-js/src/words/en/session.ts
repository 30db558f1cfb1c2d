import { type Said, say } from "../say.js";
import { spoken } from "../words.js";

const english = {
  opening: "Opening the session…",
  session: "Session",
  loading: "Loading what is shared…",
  invitePeople: "Invite people",
  people: "People",
  frozen: "Frozen.",
  frozenForHost: "Only hosts can write until one of you ends the freeze.",
  frozenForOthers:
    "You see every change; only hosts can make any until one of them ends the freeze.",
  viewOnly: "View only.",
  viewOnlyMeans: "You see every change; you cannot make any.",
  /** About somebody who is not given the keys. */
  withoutKeys:
    "You see who is in and in which role. What they write, and what they call themselves, is " +
    "encrypted for the others and not for you.",

  notHere: {
    title: "This device is not in the session",
    text:
      "Open it on the device and in the browser that you joined with, or ask the host for a new " +
      "invite.",
  },
  forget: "Delete from this device",
  removed: {
    title: (host: string): string => `${host} removed you from this session`,
    text: (stays: string): string =>
      `What you already saw stays with you; nothing new arrives. ${stays}`,
  },
  ended: {
    title: (host: string): string => `${host} ended the session`,
    byYou: "You ended the session",
    text: (stays: string): string =>
      `It is over for everyone, and the server has deleted what it stored. ${stays}`,
  },
  moved: {
    title: "You continued on another device",
    text: "This device holds nothing of the session any more.",
  },
  left: {
    title: "You left the session",
    text: "To come back you need a new invite.",
  },
  notFound: {
    title: "You are not in this session any more",
    text: (stays: string): string =>
      "A host may have removed you while you were away, or it expired after a long time without " +
      `use. ${stays}`,
  },
  dishonest: {
    title: "Stop using this session: the server is not honest with you",
    text:
      "It served something that honest members cannot have made, so nothing more is read from it " +
      "and nothing is sent. Tell the others another way.",
  },
  /** In the place of a host’s name, at the beginning of a sentence. */
  aHost: "A host",
  saveCopy: "Save a copy",
  keysStay: "This device keeps its keys until you delete them.",
  contentStays:
    "This page still has what was shared: save a copy before you leave it, if you may keep one.",

  saveCopyOf: {
    board: "Save a copy of the board",
    document: "Save a copy of the document",
    radar: "Save a copy of the radar",
    slides: "Save a copy of the slides",
  },
  leave: "Leave this session",
  leaving: "This deletes the session’s keys from this device. To come back you need a new invite.",
  onlyHost: "You are the only host. Without one nobody can be invited, let in or removed.",
  leaveNow: "Leave and delete from this device",

  ledger: "Who accessed this session",
  ledgerIs: "Every invite, try, join and removal, in a record that nobody can alter unnoticed.",
  openLedger: "Open the ledger",
  toSession: "To the session",
  hostConsole: "Host console",
  openingLedger: "Opening the ledger…",

  roleNews: {
    host: "You are a host now: you can invite and remove people.",
    editor: "You are an editor now: you can change what is shared.",
    viewer: "You are a viewer now: you can look, but not change anything.",
    auditor: "You are an auditor now: you see who is in, but no longer the content.",
  },
  frozenNews: "The session is frozen.",
  thawedNews: "The session is no longer frozen.",

  alarm: {
    short: <T>(strong: (text: string) => T): Said<T> =>
      say`${strong("The server shows people here different things.")} Do not rely on what you see until you have told each other another way.`,
    title: "Stop: the server shows people here different things",
    text:
      "Another member’s device was shown another history of this session than yours. Either the " +
      "server is not honest, or that device lies. Compare with the others another way, by phone " +
      "for example, before you go on.",
    read: "I have read this",
    save: "Save the evidence",
  },
};

export type SessionWords = typeof english;

/** The session’s page: how it goes, how it ends. */
export const sessionWords = (): SessionWords => spoken("session", english);
