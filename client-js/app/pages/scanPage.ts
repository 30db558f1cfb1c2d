import { type TemplateResult, html } from "lit";

import { HeadingFocus } from "../../src/elements/headingFocus.js";
import { scanningWords } from "../../src/words/en/scanning.js";
import "../../src/elements/lkQrScanner.js";
import { client } from "../brokerClient.js";
import { LightElement } from "../lightElement.js";
import { navigate } from "../router.js";
import { replaceInvite } from "../takenInvite.js";

/** Where an invite is scanned or pasted. */
export class LkScanPage extends LightElement {
  constructor() {
    super();
    new HeadingFocus(this);
  }

  override render(): TemplateResult {
    const words = scanningWords();
    return html`
      <main class="page narrow">
        <h1 tabindex="-1">${words.title}</h1>
        <p class="quiet">${words.ownCamera}</p>
        <lk-qr-scanner .client=${client} @lk-link=${this.#onLink}></lk-qr-scanner>
      </main>
    `;
  }

  readonly #onLink = ({ detail }: CustomEvent<string>): void => {
    replaceInvite(detail);
    navigate({ type: "join" });
  };
}

customElements.define("lk-scan-page", LkScanPage);
