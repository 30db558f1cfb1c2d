import type { LedgerVerdict } from "../../index.js";
import { ledgerWords } from "../../words/en/ledger.js";
import { entryNumber } from "./checkedBefore.js";

export interface VerdictText {
  readonly whole: boolean;
  readonly title: string;
  readonly text: string;
}

/** What came out of checking a ledger: "it" in `text` is the ledger or the file. */
export function verdictText(verdict: LedgerVerdict): VerdictText {
  const words = ledgerWords();
  if (!verdict.ok) {
    return {
      whole: false,
      title:
        verdict.brokenAt === null ? words.broken : words.brokenAt(entryNumber(verdict.brokenAt)),
      text: words.beforeStands(words.flaws[verdict.code]),
    };
  }
  const { entries, cosigned } = verdict;
  return {
    whole: true,
    title: entries === 0 ? words.wholeEmpty : words.whole(entryNumber(entries - 1)),
    // Who trusts no list of the server's demands witnesses of their own choice from the verifier.
    text: words.wholeMeans(cosigned ? words.witnessed : words.notWitnessed),
  };
}
