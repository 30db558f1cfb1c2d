import { type Said, say } from "../say.js";
import { spoken } from "../words.js";

type Part<T> = Said<T>;

const english = {
  you: "you",
  somebody: "somebody",
  theServer: "the server",
  theOperator: "whoever runs the server",
  /** By number, where the name cannot be read. */
  member: (number: string): string => `member ${number}`,
  inviteNumbered: (number: string): string => `invite ${number}`,
  inviteFor: <T>(name: T): Said<T> => say`the invite for ${name}`,
  roles: { host: "host", editor: "editor", viewer: "viewer", auditor: "auditor", none: "member" },

  started: <T>(who: Part<T>): Said<T> => say`${who} started the session`,
  changed: <T>(who: Part<T>): Said<T> => say`${who} signed anew who is in`,
  froze: <T>(who: Part<T>): Said<T> => say`${who} froze the session: only hosts can write`,
  thawed: <T>(who: Part<T>): Said<T> => say`${who} ended the freeze`,
  ended: <T>(who: Part<T>): Said<T> => say`${who} ended the session`,
  invited: <T>(who: Part<T>, invite: Part<T>, role: string): Said<T> =>
    say`${who} made ${invite}, as ${role}`,
  extended: <T>(who: Part<T>, invite: Part<T>): Said<T> =>
    say`${who} gave ${invite} another expiry`,
  revoked: <T>(who: Part<T>, invite: Part<T>): Said<T> => say`${who} revoked ${invite}`,
  opened: <T>(who: Part<T>, invite: Part<T>): Said<T> => say`${who} looked at ${invite}`,
  locked: <T>(who: Part<T>, invite: Part<T>): Said<T> =>
    say`${who} locked ${invite} for a while: too many tries failed`,
  knocked: <T>(who: Part<T>, invite: Part<T>, role: string): Said<T> =>
    say`${who} asked to join with ${invite}, as ${role}`,
  joined: <T>(who: Part<T>, invite: Part<T>, role: string): Said<T> =>
    say`${who} joined with ${invite}, as ${role}`,
  cameTooLate: <T>(who: Part<T>, invite: Part<T>): Said<T> =>
    say`${who} came too late for ${invite}, which was used up`,
  connected: <T>(who: Part<T>): Said<T> => say`${who} connected`,
  disconnected: <T>(who: Part<T>): Said<T> => say`${who} disconnected`,
  closed: <T>(who: Part<T>): Said<T> => say`the server closed the connection of ${who}`,
  limited: <T>(who: Part<T>, what: string): Said<T> =>
    say`the server slowed ${who} down: too much at once (${what})`,
  keyChanged: <T>(who: Part<T>, number: string): Said<T> =>
    say`${who} changed the key: number ${number}`,
  keyConfirmed: <T>(who: Part<T>, number: string): Said<T> =>
    say`${who} began to use key number ${number}`,
  read: <T>(who: Part<T>): Said<T> => say`${who} read this ledger`,
  exported: <T>(who: Part<T>): Said<T> =>
    say`${who} fetched the whole ledger, to check or to keep it`,
  erased: <T>(who: Part<T>): Said<T> =>
    say`${who} erased what was kept about networks and browsers`,
  operatorReadInvites: <T>(who: Part<T>): Said<T> =>
    say`${who} looked at the invites of this session`,
  operatorReadLedger: <T>(who: Part<T>): Said<T> =>
    say`${who} looked at the ledger of this session`,
  operatorExported: <T>(who: Part<T>, whom: Part<T>): Said<T> =>
    say`${who} made a file of what is kept about ${whom}`,
  operatorErased: <T>(who: Part<T>, whom: Part<T>): Said<T> =>
    say`${who} erased what was kept about the network, browser and name of ${whom}`,
  answered: <T>(who: Part<T>, whom: Part<T>): Said<T> =>
    say`${who} answered ${whom} at the door, with pictures to compare`,
  admitted: <T>(who: Part<T>, whom: Part<T>, role: string): Said<T> =>
    say`${who} let ${whom} in, as ${role}`,
  declined: <T>(who: Part<T>, whom: Part<T>): Said<T> => say`${who} turned ${whom} away`,
  removed: <T>(who: Part<T>, whom: Part<T>): Said<T> => say`${who} removed ${whom}`,
  roleGiven: <T>(who: Part<T>, whom: Part<T>, role: string): Said<T> =>
    say`${who} gave ${whom} the role ${role}`,
  moved: <T>(who: Part<T>, whom: Part<T>): Said<T> =>
    say`${who} continued on another device, as ${whom}`,
  differed: <T>(who: Part<T>, whom: Part<T>): Said<T> =>
    say`${who} compared pictures with ${whom}: they differ`,
  matched: <T>(who: Part<T>, whom: Part<T>): Said<T> =>
    say`${who} compared pictures with ${whom}: they match`,

  /** Refused tries, by the outcome of the entry. */
  refused: {
    bad_proof: <T>(invite: Part<T>): Said<T> => say`somebody tried ${invite} without its secret`,
    bad_token: <T>(invite: Part<T>): Said<T> =>
      say`somebody tried ${invite} with a token that is not good`,
    used: <T>(invite: Part<T>): Said<T> => say`somebody tried ${invite} after it was used up`,
    expired: <T>(invite: Part<T>): Said<T> => say`somebody tried ${invite} after it expired`,
    revoked: <T>(invite: Part<T>): Said<T> => say`somebody tried ${invite} after it was revoked`,
    declined: <T>(invite: Part<T>): Said<T> =>
      say`somebody tried ${invite} again whom a host had turned away`,
    full: <T>(invite: Part<T>): Said<T> => say`somebody tried ${invite} while there was no room`,
    other: <T>(invite: Part<T>): Said<T> => say`somebody tried ${invite} in vain`,
  },
  tries: (count: number): string => ` (${String(count)} tries)`,
  times: (count: number): string => ` ${String(count)} times`,
};

export type LedgerEventWords = typeof english;

/** The sentences of a ledger, whose first letter is written large where it is not a name’s. */
export const ledgerEventWords = (): LedgerEventWords => spoken("ledgerEvents", english);
