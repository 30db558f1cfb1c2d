import { type TemplateResult, css, html } from "lit";

import type { Handover, Invite } from "../../index.js";
import { sharingWords } from "../../words/en/sharing.js";
import { LkElement } from "../lkElement.js";
import { OutOfSight } from "../outOfSight.js";
import "../parts/copyButton.js";
import "../lkQr.js";
import "./poster.js";

const SHOWN_MS = 60_000;

/**
 * A link that is a secret and, when asked for, its QR code: hidden again after a minute or on tab
 * hide.
 */
export class LkSecretLink extends LkElement {
  static override readonly styles = [
    LkElement.styles,
    css`
      :host {
        display: grid;
        gap: 0.9rem;
      }
      .qr {
        justify-self: center;
        width: min(100%, 20rem, 55dvh);
        scroll-margin-block: 1rem 5rem;
        border: 1px solid var(--line);
        border-radius: 0.6rem;
      }
      .enlarge {
        justify-self: center;
      }
    `,
  ];

  static override readonly properties = {
    secret: { attribute: false },
    caption: { attribute: false },
    shown: { state: true },
    enlarged: { state: true },
  };

  declare secret: Invite | Handover;
  /** What stands under the enlarged code. */
  declare caption: string;
  /** Whether the code is shown. */
  declare shown: boolean;
  declare enlarged: boolean;

  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.caption = "";
    this.shown = false;
    this.enlarged = false;
    new OutOfSight(this, () => {
      this.#hide();
    });
  }

  override render(): TemplateResult {
    const secret = this.secret;
    const link = secret.link;
    const words = sharingWords();
    return html`
      <label>
        ${words.link}
        <input
          name="link"
          part="link"
          readonly
          .value=${link}
          @focus=${(event: Event) => {
            (event.target as HTMLInputElement).select();
          }}
        />
      </label>
      <div class="actions">
        <lk-copy-button label=${words.copyLink} kind="primary" .text=${link}></lk-copy-button>
        ${
          "share" in secret && "canShare" in navigator && navigator.canShare({ url: link })
            ? html`<button type="button" @click=${() => secret.share()}>${words.share}</button>`
            : ""
        }
        <button type="button" aria-expanded=${this.shown ? "true" : "false"} @click=${this.#toggle}>
          ${this.shown ? words.hideQr : words.showQr}
        </button>
      </div>
      ${this.shown ? this.#code(link) : ""}
    `;
  }

  #code(link: string): TemplateResult {
    return html`
      <lk-qr class="qr" part="qr" .value=${link} .label=${sharingWords().qr}></lk-qr>
      <button type="button" class="plain enlarge" @click=${this.#onEnlarge}>
        ${sharingWords().enlarge}
      </button>
      ${
        this.enlarged
          ? html`<lk-poster
              .value=${link}
              .caption=${this.caption}
              @lk-closed=${this.#onClosed}
            ></lk-poster>`
          : ""
      }
    `;
  }

  readonly #toggle = async (): Promise<void> => {
    if (this.shown) {
      this.#hide();
      return;
    }
    this.shown = true;
    this.#hideLater();
    await this.updateComplete;
    this.renderRoot.querySelector(".qr")?.scrollIntoView({ block: "nearest" });
  };

  readonly #onEnlarge = (): void => {
    clearTimeout(this.#timer);
    this.enlarged = true;
  };

  readonly #onClosed = (): void => {
    this.enlarged = false;
    this.#hideLater();
  };

  #hideLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#hide();
    }, SHOWN_MS);
  }

  #hide(): void {
    clearTimeout(this.#timer);
    this.shown = false;
    this.enlarged = false;
  }
}

customElements.define("lk-secret-link", LkSecretLink);
