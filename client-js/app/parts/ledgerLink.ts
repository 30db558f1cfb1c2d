import { type TemplateResult, html } from "lit";

import type { Session } from "../../src/index.js";
import { sessionWords } from "../../src/words/en/session.js";
import { pageLink } from "./pageLink.js";

/** The way to the ledger, with what it is for. */
export function ledgerLink({ id, role }: Session): TemplateResult {
  const words = sessionWords();
  return html`<section class="card" aria-labelledby="ledger-heading">
    <h2 id="ledger-heading">${words.ledger}</h2>
    <p class="quiet">${words.ledgerIs}</p>
    <div class="actions">
      ${pageLink(
        { type: "ledger", sid: id },
        words.openLedger,
        role === "auditor" ? "button primary" : "button",
      )}
    </div>
  </section>`;
}
