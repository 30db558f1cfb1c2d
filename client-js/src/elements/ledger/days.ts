import type { LedgerEntryInfo } from "../../index.js";
import { dayOf } from "./ledgerFilter.js";

export interface Day {
  /** As in "2026-11-30". */
  readonly day: string;
  readonly entries: readonly LedgerEntryInfo[];
}

/** Entries by the day on which they were made, in the order in which they come. */
export function byDay(entries: readonly LedgerEntryInfo[]): readonly Day[] {
  const days: { readonly day: string; readonly entries: LedgerEntryInfo[] }[] = [];
  for (const entry of entries) {
    const day = dayOf(entry.at);
    const last = days.at(-1);
    if (last?.day === day) {
      last.entries.push(entry);
    } else {
      days.push({ day, entries: [entry] });
    }
  }
  return days;
}
