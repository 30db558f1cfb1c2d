import type { Ledger } from "../../index.js";

const NUMBER = new Intl.NumberFormat("en");

/** What this device knows without reading everything again; "" before it knows anything. */
export function checkedBefore({ newest }: Ledger): string {
  return newest === null || newest.size === 0
    ? ""
    : `Nothing up to ${entryNumber(newest.size - 1)} can be altered without this device noticing.`;
}

/** As in "#1,284". */
export function entryNumber(index: number): string {
  return `#${NUMBER.format(index)}`;
}
