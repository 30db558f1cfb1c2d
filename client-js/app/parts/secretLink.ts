import { type TemplateResult, html } from "lit";

import type { Handover, Invite } from "../../src/index.js";
import { LightElement } from "../lightElement.js";
import { OutOfSight } from "../outOfSight.js";
import "./copyButton.js";

const SHOWN_MS = 60_000;

/**
 * A link that is a secret and, when asked for, its QR code: hidden again after a minute or on tab
 * hide.
 */
export class LkSecretLink extends LightElement {
  static override readonly properties = {
    secret: { attribute: false },
    shown: { state: true },
  };

  declare secret: Invite | Handover;
  declare shown: boolean;

  #picture: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.shown = false;
    new OutOfSight(this, () => {
      this.#hide();
    });
  }

  override render(): TemplateResult {
    const secret = this.secret;
    const link = secret.link;
    return html`
      <label>
        Link
        <input
          name="link"
          readonly
          .value=${link}
          @focus=${(event: Event) => {
            (event.target as HTMLInputElement).select();
          }}
        />
      </label>
      <div class="actions">
        <lk-copy-button label="Copy link" kind="primary" .text=${link}></lk-copy-button>
        ${
          "share" in secret && "canShare" in navigator && navigator.canShare({ url: link })
            ? html`<button type="button" @click=${() => secret.share()}>Share…</button>`
            : ""
        }
        <button type="button" aria-expanded=${this.shown ? "true" : "false"} @click=${this.#toggle}>
          ${this.shown ? "Hide QR code" : "Show QR code"}
        </button>
      </div>
      ${
        this.shown && this.#picture !== null
          ? html`<img class="qr" src=${this.#picture} alt="QR code of the link" />`
          : ""
      }
    `;
  }

  readonly #toggle = async (): Promise<void> => {
    if (this.shown) {
      this.#hide();
      return;
    }
    this.#picture = URL.createObjectURL(new Blob([this.secret.qr()], { type: "image/svg+xml" }));
    this.shown = true;
    this.#timer = setTimeout(() => {
      this.#hide();
    }, SHOWN_MS);
    await this.updateComplete;
    this.querySelector("img")?.scrollIntoView({ block: "nearest" });
  };

  #hide(): void {
    clearTimeout(this.#timer);
    if (this.#picture !== null) {
      URL.revokeObjectURL(this.#picture);
      this.#picture = null;
    }
    this.shown = false;
  }
}

customElements.define("lk-secret-link", LkSecretLink);
