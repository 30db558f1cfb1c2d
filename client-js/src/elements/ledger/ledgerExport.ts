import { type TemplateResult, html } from "lit";

import type { LedgerFormat, Session } from "../../index.js";
import { ledgerWords } from "../../words/en/ledger.js";
import { adviceOn } from "../advice.js";
import { announce } from "../announcer.js";
import { saveFile } from "../saveFile.js";
import { LedgerElement } from "./ledgerElement.js";

const ENDINGS = { bundle: ".jsonl", csv: ".csv", jsonl: "-entries.jsonl" } as const;
const FORMATS: readonly LedgerFormat[] = ["bundle", "csv", "jsonl"];

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
    const words = ledgerWords();
    return html`
      <section class="card" aria-labelledby="save-heading">
        <h2 id="save-heading">${words.save}</h2>
        <p class="quiet">${words.saveMeans}</p>
        <div class="actions files">
          ${FORMATS.map(
            (format) =>
              html`<button
                type="button"
                ?disabled=${this.saving !== null}
                @click=${() => void this.#save(format)}
              >
                ${this.saving === format ? words.saving : words.formats[format]}
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
      const name = `latchkey-ledger-${id.slice(0, 6)}${ENDINGS[format]}`;
      saveFile(await ledger.export(format), name);
      announce(ledgerWords().savedNews);
    } catch (error) {
      this.problem = ledgerWords().notSaved(adviceOn(error));
    } finally {
      this.saving = null;
    }
  }
}

customElements.define("lk-ledger-export", LkLedgerExport);
