import { type TemplateResult, html } from "lit";

import { adviceOn } from "../../src/elements/advice.js";
import { DialogElement } from "../../src/elements/dialogElement.js";
import { textOf } from "../../src/elements/formText.js";

const UNTITLED = "End";

/** Asks for the session’s title before the session ends for everyone. */
export class LkEndDialog extends DialogElement {
  static override readonly properties = {
    name: { attribute: false },
    end: { attribute: false },
    isTyped: { state: true },
    ending: { state: true },
    problem: { state: true },
  };

  /** The session’s title. */
  declare name: string;
  declare end: () => Promise<void>;
  declare isTyped: boolean;
  declare ending: boolean;
  declare problem: string;

  constructor() {
    super();
    this.name = "";
    this.isTyped = false;
    this.ending = false;
    this.problem = "";
  }

  protected override content(): TemplateResult {
    const words = this.#words;
    return html`
      <form class="stack" @submit=${this.#onSubmit} @input=${this.#onInput}>
        <h2 id="dialog-heading" tabindex="-1" autofocus>End this session for everyone?</h2>
        <p>
          Everybody is out at once, invites stop working, and the server deletes what it stored.
          Nobody can bring it back: save a copy of the board first if you want one. What people saw
          or copied stays with them.
        </p>
        <label>
          <span
            >To confirm, type <strong><bdi>${words}</bdi></strong></span
          >
          <input name="words" autocomplete="off" autocapitalize="off" spellcheck="false" required />
        </label>
        <p class="field-problem" role="alert">${this.problem}</p>
        <div class="actions">
          <button type="button" @click=${this.close}>Cancel</button>
          <button class="danger" ?disabled=${this.ending || !this.isTyped}>
            ${this.ending ? "Ending…" : "End session"}
          </button>
        </div>
      </form>
    `;
  }

  get #words(): string {
    return this.name.trim() === "" ? UNTITLED : this.name.trim();
  }

  readonly #onInput = (event: Event): void => {
    const form = event.currentTarget as HTMLFormElement;
    this.isTyped = textOf(new FormData(form), "words") === this.#words;
  };

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!this.isTyped) {
      return;
    }
    this.ending = true;
    this.problem = "";
    try {
      await this.end();
    } catch (error) {
      this.problem = `The session has not ended. ${adviceOn(error)}`;
    } finally {
      this.ending = false;
    }
  };
}

customElements.define("lk-end-dialog", LkEndDialog);
