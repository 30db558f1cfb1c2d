import { type TemplateResult, html } from "lit";

import { adviceOn } from "../../src/elements/advice.js";
import { DialogElement } from "../../src/elements/dialogElement.js";
import { saveFile } from "../../src/elements/saveFile.js";
import { controlWords } from "../../src/words/en/controls.js";

const LEAST_CHARS = 12;

/** Makes the file by which a host comes back who has lost the device. */
export class LkRecoveryDialog extends DialogElement {
  static override readonly properties = {
    name: { attribute: false },
    create: { attribute: false },
    saved: { state: true },
    creating: { state: true },
    problem: { state: true },
  };

  /** The session’s title. */
  declare name: string;
  declare create: (passphrase: string) => Promise<Blob>;
  declare saved: boolean;
  declare creating: boolean;
  declare problem: string;

  constructor() {
    super();
    this.saved = false;
    this.creating = false;
    this.problem = "";
  }

  protected override content(): TemplateResult {
    return this.saved ? this.#done() : this.#form();
  }

  #form(): TemplateResult {
    const words = controlWords();
    return html`
      <form class="stack" @submit=${this.#onSubmit}>
        <h2 id="dialog-heading" tabindex="-1" autofocus>${words.saveRecovery}</h2>
        <p>${words.recoveryMeans}</p>
        <label>
          ${words.passphrase}
          <input
            name="passphrase"
            type="password"
            autocomplete="new-password"
            minlength=${LEAST_CHARS}
            aria-describedby="passphrase-hint"
            required
            @input=${this.#onInput}
          />
        </label>
        <p id="passphrase-hint" class="quiet">${words.passphraseHint(LEAST_CHARS)}</p>
        <label>
          ${words.again}
          <input
            name="again"
            type="password"
            autocomplete="new-password"
            required
            @input=${this.#onInput}
          />
        </label>
        <p class="field-problem" role="alert">${this.problem}</p>
        <div class="actions">
          <button class="primary" ?disabled=${this.creating}>
            ${this.creating ? words.sealing : words.saveFile}
          </button>
          <button type="button" @click=${this.close}>${words.cancel}</button>
        </div>
      </form>
    `;
  }

  #done(): TemplateResult {
    const words = controlWords();
    return html`
      <div class="stack">
        <h2 id="dialog-heading" tabindex="-1">${words.saved}</h2>
        <p>${words.savedMeans}</p>
        <div class="actions"><button type="button" @click=${this.close}>${words.done}</button></div>
      </div>
    `;
  }

  readonly #onInput = (event: Event): void => {
    const { elements } = (event.target as HTMLInputElement).form ?? {};
    const first = elements?.namedItem("passphrase") as HTMLInputElement;
    const again = elements?.namedItem("again") as HTMLInputElement;
    const differs = again.value !== "" && again.value !== first.value;
    again.setCustomValidity(differs ? controlWords().passphrasesDiffer : "");
  };

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const passphrase = new FormData(event.target as HTMLFormElement).get("passphrase") as string;
    this.creating = true;
    this.problem = "";
    try {
      saveFile(await this.create(passphrase), `${this.name}.latchkey`);
      this.saved = true;
    } catch (error) {
      this.problem = controlWords().noFile(adviceOn(error));
    } finally {
      this.creating = false;
    }
  };
}

customElements.define("lk-recovery-dialog", LkRecoveryDialog);
