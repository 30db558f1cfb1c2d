import { type TemplateResult, html } from "lit";

import type { Removal } from "../../index.js";

/** What a removal has done so far, and what it cannot do. */
export function removalReceipt(name: string, removal: Removal): TemplateResult {
  const waiting = removal.unconfirmed.length;
  const changes = removal.readable.reduce((sum, { head }) => sum + head, 0);
  return html`
    <h2 id="dialog-heading" tabindex="-1"><bdi>${name}</bdi> is removed</h2>
    <ul class="receipt">
      <li>Nothing new reaches <bdi>${name}</bdi>, and nothing from there is accepted.</li>
      <li data-unconfirmed=${waiting}>${confirmation(waiting)}</li>
      <li>
        ${changes === 1 ? "One change" : `${String(changes)} changes`} from before may have been
        read or copied. That cannot be taken back.
      </li>
    </ul>
  `;
}

function confirmation(waiting: number): string {
  switch (waiting) {
    case 0:
      return "Everybody who is in has the new key.";
    case 1:
      return "1 person has not confirmed the new key yet. It is there when they come back.";
    default:
      return `${String(waiting)} people have not confirmed the new key yet. It is there when they come back.`;
  }
}
