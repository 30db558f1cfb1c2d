import { type TemplateResult, html } from "lit";

import type { Invite } from "../../src/index.js";
import { LightElement } from "../lightElement.js";
import { OutOfSight } from "../outOfSight.js";
import "./copyButton.js";

const SHOWN_MS = 60_000;

/** An invite's link and, when asked for, its QR code: hidden again after a minute or on tab hide. */
export class LkInviteCode extends LightElement {
  static override readonly properties = {
    invite: { attribute: false },
    shown: { state: true },
  };

  declare invite: Invite;
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
    const link = this.invite.link;
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
          "canShare" in navigator && navigator.canShare({ url: link })
            ? html`<button type="button" @click=${() => this.invite.share()}>Share…</button>`
            : ""
        }
        <button type="button" aria-expanded=${this.shown ? "true" : "false"} @click=${this.#toggle}>
          ${this.shown ? "Hide QR code" : "Show QR code"}
        </button>
      </div>
      ${
        this.shown && this.#picture !== null
          ? html`<img class="qr" src=${this.#picture} alt="QR code of the invite link" />`
          : ""
      }
    `;
  }

  readonly #toggle = async (): Promise<void> => {
    if (this.shown) {
      this.#hide();
      return;
    }
    this.#picture = URL.createObjectURL(new Blob([this.invite.qr()], { type: "image/svg+xml" }));
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

customElements.define("lk-invite-code", LkInviteCode);
