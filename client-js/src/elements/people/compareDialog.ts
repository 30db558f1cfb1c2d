import { type TemplateResult, html } from "lit";

import type { Comparison } from "../../index.js";
import { peopleWords } from "../../words/en/people.js";
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
    const words = peopleWords();
    const name = html`<bdi>${this.name}</bdi>`;
    const step = this.step;
    switch (step.type) {
      case "waiting":
        return html`
          <h2 id="dialog-heading" tabindex="-1" autofocus>${words.compareWith(name)}</h2>
          <p>${words.callOrMeet(name)}</p>
          <p role="status">${words.waitingFor(name)}</p>
          ${this.#closing(words.cancel)}
        `;
      case "comparing":
        return html`
          <h2 id="dialog-heading" tabindex="-1">${words.theSame}</h2>
          <p>${words.readOut(name)}</p>
          ${emojiRow(step.comparison.emoji)}
          <p class="field-problem" role="alert">${this.problem}</p>
          <div class="actions">
            <button
              type="button"
              ?disabled=${this.saving}
              @click=${() => this.#answer(step.comparison, true)}
            >
              ${words.match}
            </button>
            <button
              type="button"
              ?disabled=${this.saving}
              @click=${() => this.#answer(step.comparison, false)}
            >
              ${words.differ}
            </button>
          </div>
        `;
      case "matched":
        return html`
          <h2 id="dialog-heading" tabindex="-1">${words.compared(name)}</h2>
          <p>${words.nobodyBetween(name)}</p>
          ${this.#closing(words.done)}
        `;
      case "different":
        return html`
          <h2 id="dialog-heading" tabindex="-1">${words.stop}</h2>
          <p>${words.somebodyBetween(name)}</p>
          ${this.#closing(words.close)}
        `;
      case "failed":
        return html`
          <h2 id="dialog-heading" tabindex="-1">${words.notCompared}</h2>
          <p>${step.problem}</p>
          ${this.#closing(words.close)}
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
      announce(peopleWords().takesPartNews(this.name));
    } catch (error) {
      if (!signal.aborted) {
        this.step = {
          type: "failed",
          problem: peopleWords().didNotTakePart(this.name, adviceOn(error)),
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
      this.problem = peopleWords().answerNotKept(adviceOn(error));
    } finally {
      this.saving = false;
    }
  }
}

customElements.define("lk-compare-dialog", LkCompareDialog);
