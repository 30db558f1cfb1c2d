import { type TemplateResult, html } from "lit";

import type { Client } from "../index.js";
import { LazyElement } from "./lazyElement.js";

/** Finds an invite by camera, in a picture, or pasted. */
export class LkQrScanner extends LazyElement {
  static override readonly properties = {
    ...LazyElement.properties,
    client: { attribute: false },
  };

  declare client: Client | null;

  constructor() {
    super();
    this.client = null;
  }

  protected override load(): Promise<unknown> {
    return import("./scanner/scannerView.js");
  }

  protected override view(): TemplateResult {
    return html`<lk-scanner-view
      exportparts="card, viewfinder"
      .client=${this.client}
    ></lk-scanner-view>`;
  }
}

customElements.define("lk-qr-scanner", LkQrScanner);
