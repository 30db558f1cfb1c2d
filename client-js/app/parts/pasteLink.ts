import { type TemplateResult, html } from "lit";

import { linkWords } from "../../src/words/en/links.js";
import { refusalOf } from "../inviteText.js";
import { LightElement } from "../lightElement.js";

/** A box to paste an invite into. Sends `lk-link` with the link if it can be opened here. */
export class LkPasteLink extends LightElement {
  static override readonly properties = { problem: { state: true } };

  declare problem: string;

  constructor() {
    super();
    this.problem = "";
  }

  override render(): TemplateResult {
    const words = linkWords();
    return html`
      <form @submit=${this.#onSubmit}>
        <label>
          ${words.paste}
          <input
            name="link"
            inputmode="url"
            autocomplete="off"
            spellcheck="false"
            aria-describedby="paste-problem"
            aria-invalid=${this.problem === "" ? "false" : "true"}
            required
          />
        </label>
        <p id="paste-problem" class="field-problem" role="alert">${this.problem}</p>
        <div class="actions"><button>${words.open}</button></div>
      </form>
    `;
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const field = form.elements.namedItem("link") as HTMLInputElement;
    const link = field.value;
    this.problem = refusalOf(link) ?? "";
    if (this.problem !== "") {
      field.focus();
      return;
    }
    form.reset();
    this.dispatchEvent(new CustomEvent("lk-link", { detail: link }));
  };
}

customElements.define("lk-paste-link", LkPasteLink);
