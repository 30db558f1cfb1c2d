import { type Said, say } from "../say.js";
import { spoken } from "../words.js";

const english = {
  freeze: "Freeze",
  freezeMeans: "Everybody reads on; only hosts can write.",
  frozenNews: "Frozen: only hosts can write.",
  thawedNews: "No longer frozen.",
  notFrozen: (advice: string): string => `Not frozen. ${advice}`,
  stillFrozen: (advice: string): string => `Still frozen. ${advice}`,
  recoveryFile: "Recovery file…",
  endSession: "End session…",

  endQuestion: "End this session for everyone?",
  endMeans:
    "Everybody is out at once, invites stop working, and the server deletes what it stored. Nobody " +
    "can bring it back: save a copy of what you share first if you want one. What people saw or " +
    "copied stays with them.",
  toConfirm: <T>(title: T): Said<T> => say`To confirm, type ${title}`,
  /** What is typed where there is no title. */
  untitled: "End",
  cancel: "Cancel",
  end: "End session",
  ending: "Ending…",
  notEnded: (advice: string): string => `The session has not ended. ${advice}`,

  saveRecovery: "Save a recovery file",
  recoveryMeans:
    "If you lose this device, the file and its passphrase make you host again on another one. " +
    "Whoever has both can take over the session. Nobody can read the passphrase back for you.",
  passphrase: "Passphrase",
  passphraseHint: (least: number): string =>
    `At least ${String(least)} characters; five words drawn at random are good.`,
  again: "Passphrase again",
  passphrasesDiffer: "The two passphrases differ.",
  saveFile: "Save file",
  sealing: "Sealing…",
  noFile: (advice: string): string => `There is no file. ${advice}`,
  saved: "The recovery file is saved",
  savedMeans:
    "Keep it away from this device, and the passphrase away from the file. On the start page of " +
    "another device, choose “Recover a session”.",
  done: "Done",
};

export type ControlWords = typeof english;

/** What a host does to the session as a whole. */
export const controlWords = (): ControlWords => spoken("controls", english);
