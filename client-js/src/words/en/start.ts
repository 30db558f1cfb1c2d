import { type Said, say } from "../say.js";
import { spoken } from "../words.js";

const english = {
  title: "Share a session, keep the key",
  lead:
    "Work together with exactly the people you invite. What you share is encrypted on your device; " +
    "the server never sees it.",
  start: "Start a session",
  yourName: "Your name",
  about: "What is it about?",
  workOn: "What will you work on?",
  surfaces: {
    board: { name: "Whiteboard", means: "Sticky notes and a pen, and a text beside them." },
    document: { name: "Document", means: "One text that all of you write." },
    radar: {
      name: "Technology radar",
      means: "What you adopt, try, assess and leave alone, in one picture.",
    },
    game: { name: "Tic-tac-toe", means: "Two play, the others watch." },
    slides: {
      name: "Presentation",
      means: "Slides made of a text; the others follow whoever presents.",
    },
  },
  code: "Code for starting sessions",
  codePattern: "Letters, digits and signs, no spaces",
  startSession: "Start session",
  starting: "Starting…",
  join: "Join a session",
  orScan: <T>(link: (text: string) => T): Said<T> => say`or ${link("scan its QR code")}`,
  onThisDevice: "On this device",
  sessions: "Sessions on this device",
  /** What could not be loaded. */
  theSessions: "The sessions on this device",
  none: "No sessions on this device yet.",
  untitled: "Untitled",
  /** About a session: as whom, in which role, and when it was used last. */
  used: <T>(name: T, role: string, when: string): Said<T> => say`as ${name}, ${role}, ${when}`,
  recover: "Recover a session",
  recoveryFile: "Recovery file",
  passphrase: "Its passphrase",
  recoverNow: "Recover",
  opening: "Opening…",
  notRecovered: (advice: string): string => `The session was not recovered. ${advice}`,
  wrongPassphrase: "That is not the passphrase of this file, or the file is damaged.",
  notAFile: "This is no recovery file of this server.",
  sessionGone: "The session does not exist any more, or a host removed this file’s member.",
};

export type StartWords = typeof english;

export const startWords = (): StartWords => spoken("start", english);
