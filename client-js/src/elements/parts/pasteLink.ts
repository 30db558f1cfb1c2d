import { type TemplateResult, html } from "lit";

import type { Client } from "../../index.js";
import { linkWords } from "../../words/en/links.js";
import { send } from "../events.js";
import { refusalOf } from "../inviteText.js";
import { LkElement } from "../lkElement.js";

/** A box to paste an invite into. Sends `lk-link` with the link if it can be opened here. */
export class LkPasteLink extends LkElement {
  static override readonly properties = {
    client: { attribute: false },
    problem: { state: true },
  };

  declare client: Client;
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
    this.problem = refusalOf(link, this.client) ?? "";
    if (this.problem !== "") {
      field.focus();
      return;
    }
    form.reset();
    send(this, "lk-link", link);
  };
}

customElements.define("lk-paste-link", LkPasteLink);
