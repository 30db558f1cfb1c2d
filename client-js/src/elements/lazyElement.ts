import { type TemplateResult, html } from "lit";

import { LkElement } from "./lkElement.js";
import { troubleView } from "./parts/troubleView.js";
import { type Trouble, troubleOf } from "./trouble.js";

/** An element whose view is fetched when it is shown, as few pages need it. */
export abstract class LazyElement extends LkElement {
  static override readonly properties = { loading: { state: true } };

  /** How far the fetching is; what failed is tried again when the person asks for it. */
  declare loading: "started" | "done" | Trouble;

  constructor() {
    super();
    this.loading = "started";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override render(): TemplateResult | "" {
    switch (this.loading) {
      case "started":
        return html`<div class="skeleton" aria-busy="true"><span></span><span></span></div>`;
      case "done":
        return this.view();
      default:
        return troubleView(this.loading, null, () => void this.#load());
    }
  }

  protected abstract load(): Promise<unknown>;
  protected abstract view(): TemplateResult | "";

  async #load(): Promise<void> {
    try {
      await this.load();
      this.loading = "done";
    } catch (error) {
      this.loading = troubleOf(error);
    }
  }
}
