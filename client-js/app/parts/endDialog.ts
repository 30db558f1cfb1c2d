import { type TemplateResult, html } from "lit";

import { adviceOn } from "../../src/elements/advice.js";
import { DialogElement } from "../../src/elements/dialogElement.js";
import { textOf } from "../../src/elements/formText.js";
import { controlWords } from "../../src/words/en/controls.js";

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
    const words = controlWords();
    const title = html`<strong><bdi>${this.#words}</bdi></strong>`;
    return html`
      <form class="stack" @submit=${this.#onSubmit} @input=${this.#onInput}>
        <h2 id="dialog-heading" tabindex="-1" autofocus>${words.endQuestion}</h2>
        <p>${words.endMeans}</p>
        <label>
          <span>${words.toConfirm(title)}</span>
          <input name="words" autocomplete="off" autocapitalize="off" spellcheck="false" required />
        </label>
        <p class="field-problem" role="alert">${this.problem}</p>
        <div class="actions">
          <button type="button" @click=${this.close}>${words.cancel}</button>
          <button class="danger" ?disabled=${this.ending || !this.isTyped}>
            ${this.ending ? words.ending : words.end}
          </button>
        </div>
      </form>
    `;
  }

  get #words(): string {
    return this.name.trim() === "" ? controlWords().untitled : this.name.trim();
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
      this.problem = controlWords().notEnded(adviceOn(error));
    } finally {
      this.ending = false;
    }
  };
}

customElements.define("lk-end-dialog", LkEndDialog);
