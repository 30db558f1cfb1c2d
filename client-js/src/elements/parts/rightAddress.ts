import { type TemplateResult, html } from "lit";

import { problemWords } from "../../words/en/problems.js";
import { LkElement } from "../lkElement.js";

const DOCUMENT = "/.well-known/latchkey";

/** A link to the address that the broker says is its own. It carries no invite along. */
export class LkRightAddress extends LkElement {
  static override readonly properties = {
    broker: { attribute: false },
    address: { state: true },
  };

  declare broker: URL;
  declare address: string | null;

  constructor() {
    super();
    this.address = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override render(): TemplateResult | "" {
    return this.address === null
      ? ""
      : html`<a class="button primary" href=${this.address}
          >${problemWords().otherAddress.open(this.address)}</a
        >`;
  }

  async #load(): Promise<void> {
    try {
      const answer = await fetch(new URL(DOCUMENT, this.broker));
      this.address = originIn(await answer.json());
    } catch {
      // Without the address there is no link; the problem says enough.
    }
  }
}

function originIn(document: unknown): string | null {
  const origin = (document as { readonly origin?: unknown } | null)?.origin;
  return typeof origin === "string" && /^https?:/.test(origin) && URL.canParse(origin)
    ? new URL(origin).origin
    : null;
}

customElements.define("lk-right-address", LkRightAddress);
