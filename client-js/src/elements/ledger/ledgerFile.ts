import { type TemplateResult, html } from "lit";

import { verifyLedgerFile } from "../../index.js";
import { ledgerWords } from "../../words/en/ledger.js";
import { announce } from "../announcer.js";
import { LedgerElement } from "./ledgerElement.js";
import { type VerdictText, verdictText } from "./verdictText.js";

/** Checks an exported ledger, which needs no server. */
export class LkLedgerFile extends LedgerElement {
  static override readonly properties = {
    sid: { attribute: false },
    checking: { state: true },
    checked: { state: true },
  };

  /** Of the session whose ledger is expected. */
  declare sid: string;
  declare checking: boolean;
  /** What came out for the file that was chosen last. */
  declare checked: (VerdictText & { readonly file: string }) | null;

  constructor() {
    super();
    this.sid = "";
    this.checking = false;
    this.checked = null;
  }

  override render(): TemplateResult {
    const words = ledgerWords();
    return html`
      <section class="card" aria-labelledby="file-heading">
        <h2 id="file-heading">${words.verifyFile}</h2>
        <label>
          ${words.aFile}
          <input
            type="file"
            accept=".jsonl,application/jsonl"
            aria-describedby="file-hint"
            ?disabled=${this.checking}
            @change=${this.#onFile}
          />
        </label>
        <p id="file-hint" class="quiet">${words.fileHint}</p>
        ${this.#verdict()}
      </section>
    `;
  }

  #verdict(): TemplateResult | "" {
    if (this.checking) {
      return html`<p class="state" aria-busy="true">${ledgerWords().checkingFile}</p>`;
    }
    if (this.checked === null) {
      return "";
    }
    const { whole, file, title, text } = this.checked;
    return html`<div class="state ${whole ? "whole" : "broken"}">
      <p>
        <span class="dot" aria-hidden="true"></span
        ><strong>${ledgerWords().fileVerdict(html`<bdi>${file}</bdi>`, title)}</strong>
      </p>
      <p class="quiet">${text}</p>
    </div>`;
  }

  readonly #onFile = async (event: Event): Promise<void> => {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    if (file === undefined) {
      return;
    }
    this.checking = true;
    const outcome = await verdictOn(file, this.sid);
    this.checked = { ...outcome, file: file.name };
    this.checking = false;
    announce(
      `${ledgerWords().fileVerdict(file.name, outcome.title).join("")}.`,
      outcome.whole ? "polite" : "alert",
    );
    // The same name again is another choice: the file may have changed meanwhile.
    field.value = "";
  };
}

async function verdictOn(file: File, sid: string): Promise<VerdictText> {
  try {
    const verdict = verdictText(await verifyLedgerFile(file));
    return verdict.whole && !(await isOf(file, sid))
      ? { ...verdict, text: ledgerWords().ofAnotherSession(verdict.text) }
      : verdict;
  } catch {
    return { whole: false, ...ledgerWords().notReadable };
  }
}

/** Whether the first line, which the verdict is on as well, names this session. */
async function isOf(file: File, sid: string): Promise<boolean> {
  const start = await file.slice(0, FIRST_LINE_BYTES).text();
  return start.startsWith(`{"kind":"ledger","version":1,"sid":"${sid}",`);
}

const FIRST_LINE_BYTES = 128;

customElements.define("lk-ledger-file", LkLedgerFile);
