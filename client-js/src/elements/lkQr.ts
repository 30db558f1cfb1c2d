import { type TemplateResult, css, html } from "lit";

import { qrShape } from "../index.js";
import { frameWords } from "../words/en/frame.js";
import { LkElement } from "./lkElement.js";

/** A text as QR code, black on white in every theme. Draws nothing while `value` is "". */
export class LkQr extends LkElement {
  static override readonly styles = [
    LkElement.styles,
    css`
      svg {
        display: block;
        width: 100%;
        aspect-ratio: 1;
        border-radius: inherit;
        background: #ffffff;
        forced-color-adjust: none;
      }
    `,
  ];

  static override readonly properties = { value: {}, label: {} };

  declare value: string;
  /** What screen readers say. */
  declare label: string;

  constructor() {
    super();
    this.value = "";
    this.label = "";
  }

  override render(): TemplateResult | "" {
    if (this.value === "") {
      return "";
    }
    const { size, path } = qrShape(this.value);
    return html`<svg
      part="code"
      role="img"
      aria-label=${this.label === "" ? frameWords().qr : this.label}
      viewBox="0 0 ${size} ${size}"
      shape-rendering="crispEdges"
    >
      <path fill="#ffffff" d="M0 0h${size}v${size}H0z"></path>
      <path fill="#000000" d=${path}></path>
    </svg>`;
  }
}

customElements.define("lk-qr", LkQr);
