import { type TemplateResult, html } from "lit";

import { InvalidLinkError } from "../../src/index.js";
import { client } from "../brokerClient.js";
import { LightElement } from "../lightElement.js";

/** A box to paste an invite into. Sends `lk-link` with the link when it reads as one. */
export class LkPasteLink extends LightElement {
  static override readonly properties = { problem: { state: true } };

  declare problem: string;

  constructor() {
    super();
    this.problem = "";
  }

  override render(): TemplateResult {
    return html`
      <form class="card" @submit=${this.#onSubmit}>
        <label>
          Paste an invite link
          <input
            name="link"
            inputmode="url"
            autocomplete="off"
            spellcheck="false"
            aria-describedby="paste-problem"
            required
          />
        </label>
        <p id="paste-problem" class="field-problem" role="alert">${this.problem}</p>
        <div class="actions"><button>Open invite</button></div>
      </form>
    `;
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem("link") as HTMLInputElement;
    try {
      client.parseInvite(field.value);
    } catch (error) {
      this.problem =
        error instanceof InvalidLinkError
          ? PROBLEMS[error.code]
          : "That could not be read as a link.";
      return;
    }
    this.problem = "";
    this.dispatchEvent(new CustomEvent("lk-link", { detail: field.value }));
  };
}

const PROBLEMS: Readonly<Record<InvalidLinkError["code"], string>> = {
  link_incomplete: "The end of this link is missing. Copy it as a whole.",
  link_damaged: "This link was changed on the way. Copy the original one.",
  link_foreign: "This is no Latchkey invite link.",
  link_rewritten:
    "A mail system changed this link and showed its secret to the server. Ask for a new one.",
};

customElements.define("lk-paste-link", LkPasteLink);
