import { plural } from "../plural.js";
import { type Said, say } from "../say.js";
import { spoken } from "../words.js";

const forms = plural("en");

const english = {
  ownOnly: "You see what members signed, and what is about you. Hosts and auditors see everything.",
  withoutNames:
    "Names and what people write are encrypted for the members, and not for auditors: you see the " +
    "number of each member and invite.",
  over:
    "The session has ended. What it held is deleted; who accessed it can be read here until the " +
    "server forgets the session.",
  entries: "Entries",
  none: "Nothing is recorded yet.",
  found: (count: number): string => `${forms(count, "1 entry", `${String(count)} entries`)} found.`,
  foundNews: (count: number): string => forms(count, "1 entry.", `${String(count)} entries.`),
  newNews: (count: number): string => forms(count, "1 new entry.", `${String(count)} new entries.`),
  older: "Show older entries",
  olderNews: "Older entries are shown.",
  newest: (count: string): string =>
    `These are the newest ${count} entries. The files hold the older ones, too.`,
  nothingFound: "No entry is like that.",
  clear: "Clear filters",
  stale: (time: string, advice: string): string =>
    `This is what was recorded by ${time}; the newest entries could not be loaded. ${advice}`,

  filter: "Filter the entries",
  person: "Person",
  event: "Event",
  result: "Result",
  from: "From",
  to: "To",
  all: "All",
  nobodyHere: "Nobody here",
  groups: {
    members: "Joining, leaving, roles",
    invites: "Invites",
    connections: "Connections",
    session: "The session",
    keys: "Keys",
    ledger: "This ledger",
  },
  results: { done: "Done", refused: "Refused" },
  failures: {
    refused: "Refused",
    locked: "Locked",
    limited: "Slowed down",
    mismatch: "Differs",
  },

  details: <T>(hidden: (text: string) => T, entry: string): Said<T> =>
    say`Details${hidden(` of entry ${entry}`)}`,
  facts: {
    entry: "Entry",
    time: "Time",
    type: "Type",
    by: "By",
    about: "About",
    outcome: "Outcome",
    count: "Count",
    before: "Signed statements before",
    statement: "Statement (hash)",
    request: "Request",
    browser: "Browser",
    network: "Network",
  },
  notRecorded: "not recorded, or erased",

  checking: "Checking every entry…",
  notChecked: "Not checked.",
  checkAgain: "Check again",
  checkFailed: "The ledger could not be checked.",
  whatToDo:
    "Do not rely on this ledger from there on. Save the verifiable file as evidence, tell the " +
    "others another way, and ask whoever runs the server.",
  checkedBefore: (entry: string): string =>
    `Nothing up to ${entry} can be altered without this device noticing.`,
  broken: "Broken",
  brokenAt: (entry: string): string => `Broken at ${entry}`,
  beforeStands: (why: string): string => `${why} What is before stands.`,
  whole: (entry: string): string => `Verified up to ${entry}`,
  wholeEmpty: "Verified: empty",
  wholeMeans: (witnesses: string): string =>
    "Up to there no entry is missing, altered or out of order, and what members did is signed by " +
    `them. ${witnesses}`,
  witnessed: "The outside witnesses that the server names have confirmed it.",
  notWitnessed: "No outside witness has confirmed it.",
  flaws: {
    malformed: "Something is written as no honest server writes it.",
    statement: "A signed statement does not belong there.",
    missing_act: "Something that a member signed is left out.",
    unexpected_act: "It says something that no member signed.",
    time: "Its time is before that of the entry before.",
    not_legal:
      "It was not possible at that time: whoever did it was not in, or had not the right to.",
    details: "What was recorded about network and browser was altered.",
    root: "The entries are not those that the server signed.",
    contradicted: "A host had verified another ledger than this one.",
    signature: "A signature is not good.",
    order: "Entries or checkpoints are out of order.",
    truncated: "Entries are missing.",
    log_proof: "What the server signed is not in its public log.",
    policy: "Too few of the outside witnesses confirmed it.",
  },

  save: "Save the ledger",
  saveMeans:
    "The verifiable file proves to anybody, without this server, that nothing was left out or " +
    "altered. It holds what is recorded about networks and browsers; names stay out of it.",
  formats: { bundle: "Verifiable file", csv: "Table (CSV)", jsonl: "JSON Lines" },
  saving: "Saving…",
  savedNews: "Saved.",
  notSaved: (advice: string): string => `Nothing was saved. ${advice}`,
  verifyFile: "Verify a file",
  aFile: "A verifiable file of a ledger",
  fileHint: "It is checked on this device and sent nowhere.",
  checkingFile: "Checking the file…",
  fileVerdict: <T>(file: T, verdict: string): Said<T> => say`${file}: ${verdict}`,
  ofAnotherSession: (verdict: string): string => `It is the ledger of another session. ${verdict}`,
  notReadable: {
    title: "Not readable",
    text: "The browser could not read it. Please choose it again.",
  },

  recorded: "What is recorded",
  recordedWhat:
    "What happened, when, and by whom: by numbers, as names are encrypted for the members. Entries " +
    "stay as long as the session, and nobody can take one out unnoticed.",
  recordedBeside:
    "Beside some entries, for hosts and auditors alone: the kind of browser and system, and the " +
    "first part of the network address. Whoever runs the server may record less of it, and has it " +
    "erased after a time (90 days, if nothing else was chosen). The proofs stay good.",
  neverRecorded: "Never recorded: what you write, names, keys and links.",
};

export type LedgerWords = typeof english;

/** The ledger’s page, but for its sentences. */
export const ledgerWords = (): LedgerWords => spoken("ledger", english);
