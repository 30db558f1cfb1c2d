import { type TemplateResult, html } from "lit";

import type { Session } from "../index.js";
import { LazyElement } from "./lazyElement.js";

/** Who accessed the session, in plain words, and whether the record of it is whole. */
export class LkLedger extends LazyElement {
  static override readonly properties = {
    ...LazyElement.properties,
    session: { attribute: false },
    query: {},
  };

  declare session: Session | null;
  declare query: string;

  constructor() {
    super();
    this.session = null;
    this.query = "";
  }

  protected override load(): Promise<unknown> {
    return import("./ledger/ledgerView.js");
  }

  protected override view(): TemplateResult | "" {
    return html`<lk-ledger-view
      .session=${this.session}
      .query=${this.query}
      @lk-filter=${({ detail }: CustomEvent<string>) => {
        this.query = detail;
      }}
    ></lk-ledger-view>`;
  }
}

customElements.define("lk-ledger", LkLedger);
