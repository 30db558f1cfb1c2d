import { type TemplateResult, html } from "lit";

import type { Ledger, LedgerVerdict } from "../../index.js";
import { ledgerWords } from "../../words/en/ledger.js";
import { adviceOn } from "../advice.js";
import { announce } from "../announcer.js";
import { clockTime } from "../times.js";
import { LedgerElement } from "./ledgerElement.js";
import { checkedBefore } from "./checkedBefore.js";
import { verdictText } from "./verdictText.js";

type Check =
  | { readonly type: "running" }
  | { readonly type: "done"; readonly verdict: LedgerVerdict; readonly at: Date }
  | { readonly type: "failed"; readonly error: unknown };

/** Whether the ledger is whole, as this device has checked it: from the first entry to the last. */
export class LkLedgerCheck extends LedgerElement {
  static override readonly properties = {
    ledger: { attribute: false },
    check: { state: true },
  };

  declare ledger: Ledger;
  declare check: Check;

  #checked: Ledger | null = null;

  constructor() {
    super();
    this.check = { type: "running" };
  }

  override willUpdate(): void {
    if (this.ledger !== this.#checked) {
      this.#checked = this.ledger;
      void this.#run();
    }
  }

  override render(): TemplateResult {
    const { check } = this;
    const words = ledgerWords();
    switch (check.type) {
      case "running":
        return html`<p class="state" aria-busy="true">
          <span class="dot" aria-hidden="true"></span>${words.checking}
        </p>`;
      case "failed":
        return html`<div class="state">
          <p>
            <strong>${words.notChecked}</strong> ${adviceOn(check.error)}
            ${checkedBefore(this.ledger)}
          </p>
          ${this.#again()}
        </div>`;
      case "done": {
        const { whole, title, text } = verdictText(check.verdict);
        return html`<div class="state ${whole ? "whole" : "broken"}">
          <p>
            <span class="dot" aria-hidden="true"></span>
            <strong>${title}</strong> · ${clockTime(check.at, new Date())}
          </p>
          <p class="quiet">${text}</p>
          ${whole ? "" : html`<p>${words.whatToDo}</p>`} ${this.#again()}
        </div>`;
      }
    }
  }

  #again(): TemplateResult {
    return html`<button type="button" class="plain" @click=${() => void this.#run()}>
      ${ledgerWords().checkAgain}
    </button>`;
  }

  async #run(): Promise<void> {
    const ledger = this.ledger;
    this.check = { type: "running" };
    try {
      const verdict = await ledger.verify();
      this.check = { type: "done", verdict, at: new Date() };
      const { whole, title } = verdictText(verdict);
      announce(`${title}.`, whole ? "polite" : "alert");
    } catch (error) {
      this.check = { type: "failed", error };
      announce(ledgerWords().checkFailed);
    }
  }
}

customElements.define("lk-ledger-check", LkLedgerCheck);
