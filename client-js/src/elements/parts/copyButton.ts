import { type TemplateResult, css, html } from "lit";

import { frameWords } from "../../words/en/frame.js";
import { announce } from "../announcer.js";
import { LkElement } from "../lkElement.js";

const SHOWN_MS = 4000;

/** Copies `text`. Says "Copied" only when the browser has; else shows the text to copy by hand. */
export class LkCopyButton extends LkElement {
  static override readonly styles = [
    LkElement.styles,
    css`
      :host {
        display: grid;
        gap: 0.6rem;
      }
    `,
  ];

  static override readonly properties = {
    label: { type: String },
    kind: { type: String },
    text: { attribute: false },
    outcome: { state: true },
  };

  declare label: string;
  /** The button's style: "" or "primary". */
  declare kind: string;
  declare text: string;
  declare outcome: "none" | "copied" | "denied";

  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.label = "";
    this.kind = "";
    this.text = "";
    this.outcome = "none";
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render(): TemplateResult {
    const words = frameWords();
    const label = this.label === "" ? words.copy : this.label;
    return html`
      <button type="button" class=${this.kind} @click=${this.#onClick}>
        ${this.outcome === "copied" ? words.copied : label}
      </button>
      ${
        this.outcome === "denied"
          ? html`<label>
              ${words.copyByHand}
              <textarea readonly rows="3" .value=${this.text}></textarea>
            </label>`
          : ""
      }
    `;
  }

  readonly #onClick = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.text);
    } catch {
      this.outcome = "denied";
      await this.updateComplete;
      this.renderRoot.querySelector("textarea")?.select();
      announce(frameWords().copyDenied, "alert");
      return;
    }
    this.outcome = "copied";
    announce(frameWords().copiedNews);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.outcome = "none";
    }, SHOWN_MS);
  };
}

customElements.define("lk-copy-button", LkCopyButton);
