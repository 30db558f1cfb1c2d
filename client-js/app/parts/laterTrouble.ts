import { type TemplateResult, html } from "lit";

import { frameWords } from "../../src/words/en/frame.js";
import { LightElement } from "../lightElement.js";
import type { Trouble } from "../../src/elements/trouble.js";

export type FrameTrouble =
  | { readonly type: "failed"; readonly trouble: Trouble; readonly retry: () => void }
  | { readonly type: "insecure" }
  | { readonly type: "no_such_page" };

type View = typeof import("../pages/frameTroubles.js").frameTrouble;

/** Says what is wrong, in words that are fetched for it: an invite that is good needs none of them. */
export class LkLaterTrouble extends LightElement {
  static override readonly properties = { what: { attribute: false }, view: { state: true } };

  declare what: FrameTrouble;
  declare view: View | "loading" | "not_loaded";

  constructor() {
    super();
    this.view = "loading";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    import("../pages/frameTroubles.js").then(
      ({ frameTrouble }) => {
        this.view = frameTrouble;
      },
      () => {
        this.view = "not_loaded";
      },
    );
  }

  override render(): TemplateResult | "" {
    switch (this.view) {
      case "loading":
        return "";
      case "not_loaded": {
        const { partNotLoaded, reload } = frameWords();
        return html`<section class="card problem" role="alert">
          <h1>${partNotLoaded}</h1>
          <div class="actions">
            <button
              type="button"
              class="primary"
              @click=${() => {
                location.reload();
              }}
            >
              ${reload}
            </button>
          </div>
        </section>`;
      }
      default:
        return this.view(this.what);
    }
  }
}

export function laterTrouble(what: FrameTrouble): TemplateResult {
  return html`<lk-later-trouble .what=${what}></lk-later-trouble>`;
}

customElements.define("lk-later-trouble", LkLaterTrouble);
