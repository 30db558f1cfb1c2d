import { type TemplateResult, css, html } from "lit";

import { sharingWords } from "../../words/en/sharing.js";
import { DialogElement } from "../dialogElement.js";
import "../lkQr.js";
import { ScreenAwake } from "./screenAwake.js";

/** A QR code over the whole screen, white in every theme, which stays lit as long as it is shown. */
export class LkPoster extends DialogElement {
  static override readonly styles = [
    DialogElement.styles,
    css`
      dialog {
        width: 100vw;
        max-width: none;
        height: 100dvh;
        max-height: none;
        border: 0;
        border-radius: 0;
        color-scheme: light;
        color: #17202b;
        background: #ffffff;
      }
      .poster {
        display: grid;
        grid-template-rows: minmax(0, 1fr) auto auto;
        gap: 0.75rem;
        justify-items: center;
        height: 100%;
      }
      lk-qr {
        align-self: center;
        width: min(100%, 100dvh - 11rem);
      }
      h2 {
        text-align: center;
        overflow-wrap: anywhere;
      }
      button {
        border-color: #546070;
        color: #17202b;
        background: #ffffff;
      }
    `,
  ];

  static override readonly properties = {
    value: { attribute: false },
    caption: { attribute: false },
  };

  declare value: string;
  declare caption: string;

  constructor() {
    super();
    this.value = "";
    this.caption = "";
    new ScreenAwake(this);
  }

  protected override content(): TemplateResult {
    return html`
      <div class="poster">
        <lk-qr .value=${this.value} .label=${sharingWords().qrEnlarged}></lk-qr>
        <h2 id="dialog-heading"><bdi>${this.caption}</bdi></h2>
        <button type="button" autofocus @click=${this.close}>${sharingWords().close}</button>
      </div>
    `;
  }
}

customElements.define("lk-poster", LkPoster);
