import { type TemplateResult, html } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { LedgerEntryInfo } from "../../index.js";
import { dayName } from "../times.js";
import { byDay } from "./days.js";
import { entryRow } from "./entryRow.js";
import type { LedgerReader } from "./reader.js";

/** Entries as a list for each day. */
export function entryList(
  entries: readonly LedgerEntryInfo[],
  reader: LedgerReader,
): TemplateResult {
  const now = new Date();
  return html`${repeat(
    byDay(entries),
    ({ day }) => day,
    ({ day, entries: made }) => {
      const heading = `day-${day}`;
      const [first] = made;
      return html`
        <section aria-labelledby=${heading}>
          <h3 id=${heading}>${first === undefined ? day : dayName(first.at, now)}</h3>
          <ul class="entries" aria-labelledby=${heading}>
            ${repeat(
              made,
              ({ index }) => index,
              (entry) => entryRow(entry, reader),
            )}
          </ul>
        </section>
      `;
    },
  )}`;
}
