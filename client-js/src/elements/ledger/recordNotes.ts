import { type TemplateResult, html } from "lit";

import { ledgerWords } from "../../words/en/ledger.js";
/** What a ledger holds, and for how long. */
export function recordNotes(): TemplateResult {
  const words = ledgerWords();
  return html`
    <section class="card" aria-labelledby="recorded-heading">
      <h2 id="recorded-heading">${words.recorded}</h2>
      <p>${words.recordedWhat}</p>
      <p>${words.recordedBeside}</p>
      <p>${words.neverRecorded}</p>
    </section>
  `;
}
