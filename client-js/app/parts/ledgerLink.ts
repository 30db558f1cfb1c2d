import { type TemplateResult, html } from "lit";

import type { Session } from "../../src/index.js";
import { pageLink } from "./pageLink.js";

export const LEDGER = "Who accessed this session";

/** The way to the ledger, with what it is for. */
export function ledgerLink({ id, role }: Session): TemplateResult {
  return html`<section class="card" aria-labelledby="ledger-heading">
    <h2 id="ledger-heading">${LEDGER}</h2>
    <p class="quiet">
      Every invite, try, join and removal, in a record that nobody can alter unnoticed.
    </p>
    <div class="actions">
      ${pageLink(
        { type: "ledger", sid: id },
        "Open the ledger",
        role === "auditor" ? "button primary" : "button",
      )}
    </div>
  </section>`;
}
