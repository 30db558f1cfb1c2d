import { plural } from "../plural.js";
import { type Said, say } from "../say.js";
import { spoken } from "../words.js";

const forms = plural("en");

const english = {
  people: "People",
  you: "(you)",
  alone: "You are the only one here.",
  joinedNews: (names: string): string => `${names} joined.`,

  manage: <T>(hidden: (text: string) => T, name: string): Said<T> => say`Manage ${hidden(name)}`,
  role: "Role",
  changeRole: "Change role",
  changing: "Changing…",
  hostLosesInvites: "Invites that they made stop working.",
  roleNews: (name: string, role: string): string => `${name} is now ${role}.`,
  roleUnchanged: (advice: string): string => `The role was not changed. ${advice}`,

  remove: <T>(hidden: (text: string) => T, name: string): Said<T> =>
    say`Remove${hidden(` ${name}`)}…`,
  invitesNotLoaded: (advice: string): string =>
    `Nobody was removed: the invites could not be loaded. ${advice}`,
  removeQuestion: <T>(name: T): Said<T> => say`Remove ${name}?`,
  removeMeans: <T>(name: () => T): Said<T> =>
    say`${name()} loses access now. The session also gets a new key, so that ${name()} cannot read what comes next. What ${name()} already saw or copied cannot be taken back.`,
  invitedThese: <T>(name: T): Said<T> => say`${name} invited these. Remove them, too?`,
  openInvites: "Open invites: tick those that stay good",
  ofAnotherHost: "Made by another host",
  invitesStop: <T>(name: T): Said<T> => say`Invites that ${name} made or came by, stop working.`,
  otherInvitesStop: <T>(name: T): Said<T> =>
    say`All other invites, and those that ${name} made or came by, stop working.`,
  cancel: "Cancel",
  removing: "Removing…",
  removeNow: <T>(name: T): Said<T> => say`Remove ${name}`,
  notRemoved: (advice: string): string => `Nobody was removed. ${advice}`,
  removedNews: (name: string): string => `${name} is removed.`,
  removed: <T>(name: T): Said<T> => say`${name} is removed`,
  nothingNew: <T>(name: () => T): Said<T> =>
    say`Nothing new reaches ${name()}, and nothing from there is accepted.`,
  unconfirmed: (count: number): string =>
    count === 0
      ? "Everybody who is in has the new key."
      : `${forms(count, "1 person has", `${String(count)} people have`)} not confirmed the new key ` +
        "yet. It is there when they come back.",
  readable: (changes: number): string =>
    `${forms(changes, "One change", `${String(changes)} changes`)} from before may have been read ` +
    "or copied. That cannot be taken back.",
  done: "Done",
  close: "Close",

  pictures: "Pictures to compare",
  compare: <T>(hidden: (text: string) => T, name: string): Said<T> =>
    say`Compare${hidden(` with ${name}`)}`,
  comparePictures: "Compare pictures",
  wantsToCompare: <T>(name: T): Said<T> =>
    say`${name} wants to compare pictures with you, by phone or face to face.`,
  wantsToCompareNews: (name: string): string => `${name} wants to compare pictures with you.`,
  compareNow: "Compare now",
  notNow: "Not now",
  compareWith: <T>(name: T): Said<T> => say`Compare with ${name}`,
  callOrMeet: <T>(name: T): Said<T> =>
    say`Call ${name}, or meet. Do not use this session for it: whoever is in between could change what you write here.`,
  waitingFor: <T>(name: T): Said<T> => say`Waiting until ${name} takes part…`,
  takesPartNews: (name: string): string => `${name} takes part.`,
  theSame: "Do you see the same?",
  readOut: <T>(name: T): Said<T> =>
    say`Read these to each other. ${name} must see the same seven, in the same order.`,
  match: "They match",
  differ: "They don’t match",
  compared: <T>(name: T): Said<T> => say`You compared with ${name}`,
  nobodyBetween: <T>(name: T): Said<T> =>
    say`Nobody is in between: what ${name} writes here comes from the person you talked to.`,
  stop: "Stop using this session",
  somebodyBetween: <T>(name: T): Said<T> =>
    say`Somebody may be in between. Everybody in the session can see now that you and ${name} saw different pictures. Tell the host another way.`,
  notCompared: "Not compared",
  didNotTakePart: (name: string, advice: string): string => `${name} did not take part. ${advice}`,
  answerNotKept: (advice: string): string => `Your answer was not kept. ${advice}`,
  comparedBy: (names: string): string => `Compared by ${names}`,
  differed: (names: string): string => `Pictures differed: ${names}`,
  /** Within a list of names. */
  yourself: "you",
  somebodyGone: "somebody who left",
};

export type PeopleWords = typeof english;

/** Who is in, and what can be done about them. */
export const peopleWords = (): PeopleWords => spoken("people", english);
