import type { Ledger } from "../../index.js";
import { numberText } from "../../words/lists.js";
import { ledgerWords } from "../../words/en/ledger.js";

/** What this device knows without reading everything again; "" before it knows anything. */
export function checkedBefore({ newest }: Ledger): string {
  return newest === null || newest.size === 0
    ? ""
    : ledgerWords().checkedBefore(entryNumber(newest.size - 1));
}

/** As in "#1,284". */
export function entryNumber(index: number): string {
  return `#${numberText(index)}`;
}
