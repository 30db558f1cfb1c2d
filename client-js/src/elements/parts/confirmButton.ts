import { type TemplateResult, css, html } from "lit";

import { LkElement } from "../lkElement.js";

/** A button whose press asks first; sends `lk-confirmed` when the answer is yes. */
export class LkConfirmButton extends LkElement {
  static override readonly styles = [
    LkElement.styles,
    css`
      :host {
        display: grid;
      }
    `,
  ];

  static override readonly properties = {
    label: { attribute: false },
    of: { attribute: false },
    question: { attribute: false },
    yes: { attribute: false },
    no: { attribute: false },
    asking: { state: true },
  };

  /** What it does, and to what, which only screen readers need. */
  declare label: string;
  declare of: string;
  declare question: string;
  declare yes: string;
  declare no: string;
  declare asking: boolean;

  constructor() {
    super();
    this.asking = false;
  }

  override render(): TemplateResult {
    if (!this.asking) {
      return html`<button type="button" class="danger" @click=${this.#ask}>
        ${this.label}<span class="visually-hidden"> ${this.of}</span>
      </button>`;
    }
    return html`
      <div class="stack" role="group" aria-label=${this.question} @keydown=${this.#onKey}>
        <p>${this.question}</p>
        <div class="actions">
          <button type="button" @click=${this.#withdraw}>${this.no}</button>
          <button type="button" class="danger" @click=${this.#confirm}>${this.yes}</button>
        </div>
      </div>
    `;
  }

  // The focus goes to the answer that changes nothing: Enter pressed twice does no harm.
  readonly #ask = (): Promise<void> => this.#turn(true);

  readonly #withdraw = (): Promise<void> => this.#turn(false);

  readonly #confirm = (): void => {
    this.asking = false;
    this.dispatchEvent(new CustomEvent("lk-confirmed"));
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      void this.#withdraw();
    }
  };

  async #turn(asking: boolean): Promise<void> {
    this.asking = asking;
    await this.updateComplete;
    this.renderRoot.querySelector("button")?.focus();
  }
}

customElements.define("lk-confirm-button", LkConfirmButton);
