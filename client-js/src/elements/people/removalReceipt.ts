import { type TemplateResult, html } from "lit";

import type { Removal } from "../../index.js";
import { peopleWords } from "../../words/en/people.js";

/** What a removal has done so far, and what it cannot do. */
export function removalReceipt(name: string, removal: Removal): TemplateResult {
  const waiting = removal.unconfirmed.length;
  const changes = removal.readable.reduce((sum, { head }) => sum + head, 0);
  const words = peopleWords();
  const named = (): TemplateResult => html`<bdi>${name}</bdi>`;
  return html`
    <h2 id="dialog-heading" tabindex="-1">${words.removed(named())}</h2>
    <ul class="receipt">
      <li>${words.nothingNew(named)}</li>
      <li data-unconfirmed=${waiting}>${words.unconfirmed(waiting)}</li>
      <li>${words.readable(changes)}</li>
    </ul>
  `;
}
