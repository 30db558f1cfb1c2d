import type { LedgerFlaw, LedgerVerdict } from "../../index.js";
import { entryNumber } from "./checkedBefore.js";

export interface VerdictText {
  readonly whole: boolean;
  readonly title: string;
  readonly text: string;
}

/** What came out of checking a ledger: "it" in `text` is the ledger or the file. */
export function verdictText(verdict: LedgerVerdict): VerdictText {
  if (!verdict.ok) {
    return {
      whole: false,
      title: verdict.brokenAt === null ? "Broken" : `Broken at ${entryNumber(verdict.brokenAt)}`,
      text: `${WHY[verdict.code]} What is before stands.`,
    };
  }
  const { entries, cosigned } = verdict;
  return {
    whole: true,
    title: entries === 0 ? "Verified: empty" : `Verified up to ${entryNumber(entries - 1)}`,
    text:
      "Up to there no entry is missing, altered or out of order, and what members did is signed by " +
      `them. ${cosigned ? WITNESSED : "No outside witness has confirmed it."}`,
  };
}

/** Who trusts no list of the server's demands witnesses of their own choice from the verifier. */
const WITNESSED = "The outside witnesses that the server names have confirmed it.";

const WHY: Readonly<Record<LedgerFlaw, string>> = {
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
};
