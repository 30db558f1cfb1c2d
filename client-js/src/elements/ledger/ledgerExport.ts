import { type TemplateResult, html } from "lit";

import type { LedgerFormat, Session } from "../../index.js";
import { adviceOn } from "../advice.js";
import { announce } from "../announcer.js";
import { saveFile } from "../saveFile.js";
import { LedgerElement } from "./ledgerElement.js";

const FORMATS: readonly (readonly [LedgerFormat, label: string, ending: string])[] = [
  ["bundle", "Verifiable file", ".jsonl"],
  ["csv", "Table (CSV)", ".csv"],
  ["jsonl", "JSON Lines", "-entries.jsonl"],
];

/** Saves the ledger as a file. */
export class LkLedgerExport extends LedgerElement {
  static override readonly properties = {
    session: { attribute: false },
    saving: { state: true },
    problem: { state: true },
  };

  declare session: Session;
  declare saving: LedgerFormat | null;
  declare problem: string;

  constructor() {
    super();
    this.saving = null;
    this.problem = "";
  }

  override render(): TemplateResult {
    return html`
      <section class="card" aria-labelledby="save-heading">
        <h2 id="save-heading">Save the ledger</h2>
        <p class="quiet">
          The verifiable file proves to anybody, without this server, that nothing was left out or
          altered. It holds what is recorded about networks and browsers; names stay out of it.
        </p>
        <div class="actions files">
          ${FORMATS.map(
            ([format, label]) =>
              html`<button
                type="button"
                ?disabled=${this.saving !== null}
                @click=${() => void this.#save(format)}
              >
                ${this.saving === format ? "Saving…" : label}
              </button>`,
          )}
        </div>
        <p class="field-problem" role="alert">${this.problem}</p>
      </section>
    `;
  }

  async #save(format: LedgerFormat): Promise<void> {
    const { id, ledger } = this.session;
    this.saving = format;
    this.problem = "";
    try {
      const ending = FORMATS.find(([name]) => name === format)?.[2] ?? "";
      saveFile(await ledger.export(format), `latchkey-ledger-${id.slice(0, 6)}${ending}`);
      announce("Saved.");
    } catch (error) {
      this.problem = `Nothing was saved. ${adviceOn(error)}`;
    } finally {
      this.saving = null;
    }
  }
}

customElements.define("lk-ledger-export", LkLedgerExport);
