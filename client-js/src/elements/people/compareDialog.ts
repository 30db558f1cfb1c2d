import { type TemplateResult, html } from "lit";

import type { Comparison } from "../../index.js";
import { adviceOn } from "../advice.js";
import { announce } from "../announcer.js";
import { DialogElement } from "../dialogElement.js";
import { emojiRow } from "../parts/emojiRow.js";

type Step =
  | { readonly type: "waiting" }
  | { readonly type: "comparing"; readonly comparison: Comparison }
  | { readonly type: "matched" }
  | { readonly type: "different" }
  | { readonly type: "failed"; readonly problem: string };

/** Two members compare seven pictures; `start` resolves when both of them take part. */
export class LkCompareDialog extends DialogElement {
  static override readonly properties = {
    name: { attribute: false },
    start: { attribute: false },
    step: { state: true },
    saving: { state: true },
    problem: { state: true },
  };

  /** What the page calls the member. */
  declare name: string;
  declare start: (signal: AbortSignal) => Promise<Comparison>;
  declare step: Step;
  declare saving: boolean;
  declare problem: string;

  readonly #leaving = new AbortController();

  constructor() {
    super();
    this.step = { type: "waiting" };
    this.saving = false;
    this.problem = "";
  }

  override firstUpdated(): void {
    super.firstUpdated();
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaving.abort();
  }

  protected override content(): TemplateResult {
    return html`<div class="stack">${this.#view()}</div>`;
  }

  #view(): TemplateResult {
    const name = html`<bdi>${this.name}</bdi>`;
    const step = this.step;
    switch (step.type) {
      case "waiting":
        return html`
          <h2 id="dialog-heading" tabindex="-1" autofocus>Compare with ${name}</h2>
          <p>
            Call ${name}, or meet. Do not use this session for it: whoever is in between could
            change what you write here.
          </p>
          <p role="status">Waiting until ${name} takes part…</p>
          ${this.#closing("Cancel")}
        `;
      case "comparing":
        return html`
          <h2 id="dialog-heading" tabindex="-1">Do you see the same?</h2>
          <p>Read these to each other. ${name} must see the same seven, in the same order.</p>
          ${emojiRow(step.comparison.emoji)}
          <p class="field-problem" role="alert">${this.problem}</p>
          <div class="actions">
            <button
              type="button"
              ?disabled=${this.saving}
              @click=${() => this.#answer(step.comparison, true)}
            >
              They match
            </button>
            <button
              type="button"
              ?disabled=${this.saving}
              @click=${() => this.#answer(step.comparison, false)}
            >
              They don’t match
            </button>
          </div>
        `;
      case "matched":
        return html`
          <h2 id="dialog-heading" tabindex="-1">You compared with ${name}</h2>
          <p>Nobody is in between: what ${name} writes here comes from the person you talked to.</p>
          ${this.#closing("Done")}
        `;
      case "different":
        return html`
          <h2 id="dialog-heading" tabindex="-1">Stop using this session</h2>
          <p>
            Somebody may be in between. Everybody in the session can see now that you and ${name}
            saw different pictures. Tell the host another way.
          </p>
          ${this.#closing("Close")}
        `;
      case "failed":
        return html`
          <h2 id="dialog-heading" tabindex="-1">Not compared</h2>
          <p>${step.problem}</p>
          ${this.#closing("Close")}
        `;
    }
  }

  #closing(label: string): TemplateResult {
    return html`<div class="actions">
      <button type="button" @click=${this.close}>${label}</button>
    </div>`;
  }

  async #begin(): Promise<void> {
    const { signal } = this.#leaving;
    try {
      const comparison = await this.start(signal);
      this.step = { type: "comparing", comparison };
      announce(`${this.name} takes part.`);
    } catch (error) {
      if (!signal.aborted) {
        this.step = {
          type: "failed",
          problem: `${this.name} did not take part. ${adviceOn(error)}`,
        };
      }
    }
  }

  async #answer(comparison: Comparison, match: boolean): Promise<void> {
    this.saving = true;
    this.problem = "";
    try {
      await (match ? comparison.confirm() : comparison.mismatch());
      this.step = { type: match ? "matched" : "different" };
    } catch (error) {
      this.problem = `Your answer was not kept. ${adviceOn(error)}`;
    } finally {
      this.saving = false;
    }
  }
}

customElements.define("lk-compare-dialog", LkCompareDialog);
