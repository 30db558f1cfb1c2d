import { type Said, say } from "../say.js";
import { spoken } from "../words.js";

const english = {
  atTheDoor: "At the door",
  wants: <T>(name: T): Said<T> => say`${name} wants to come in.`,
  wantsNews: (name: string): string => `${name} wants to come in.`,
  severalWantNews: (names: string): string => `${names} want to come in.`,
  rivals: (count: number): string =>
    `${String(count)} ask by this invite. Compare the pictures before you let one in.`,
  preparing: "Preparing the pictures to compare…",
  compare: <T>(hidden: (text: string) => T, name: string): Said<T> =>
    say`Compare pictures${hidden(` with ${name}`)}`,
  callOrMeet: "Call or meet. Both of you must see the same seven, in this order:",
  /** The buttons that answer; what is hidden is for screen readers. */
  answers: {
    admit: <T>(hidden: (text: string) => T, name: string): Said<T> =>
      say`Admit${hidden(` ${name}`)}`,
    decline: <T>(hidden: (text: string) => T, name: string): Said<T> =>
      say`Decline${hidden(` ${name}`)}`,
    block: <T>(hidden: (text: string) => T, name: string): Said<T> =>
      say`Decline and block${hidden(` ${name}`)}`,
  },
  oneMoment: <T>(hidden: (text: string) => T, name: string): Said<T> =>
    say`One moment…${hidden(` ${name}`)}`,
  doneNews: {
    admit: (name: string): string => `${name} is let in.`,
    decline: (name: string): string => `${name} is not let in.`,
    block: (name: string): string => `${name} is not let in, and the invite is revoked.`,
  },
  stillWaits: (name: string, advice: string): string => `${name} still waits. ${advice}`,
  byAnotherHost: "By an invite that another host made.",
  byYours: <T>(name: T): Said<T> => say`By your invite for ${name}.`,
  byYoursRenamed: <T>(name: T): Said<T> => say`By your invite for ${name}, under another name.`,
};

export type KnockingWords = typeof english;

/** Those who ask to be let in, as hosts see them. */
export const knockingWords = (): KnockingWords => spoken("knocking", english);
