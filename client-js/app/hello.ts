import { LitElement, type TemplateResult, css, html } from "lit";

import { encodeBase64Url } from "../src/index.js";
import { routeOf } from "./appRoot.js";

/** A placeholder that shows the pipeline works: the library, Lit, its styles and the route. */
export class HelloElement extends LitElement {
  static override readonly properties = { name: { type: String } };

  static override readonly styles = css`
    h1 {
      color: rgb(47, 111, 94);
    }
  `;

  declare name: string;

  constructor() {
    super();
    this.name = "world";
  }

  override render(): TemplateResult {
    const bytes = new TextEncoder().encode(this.name);
    return html`
      <h1>Hello, ${this.name}</h1>
      <p id="encoded">${encodeBase64Url(bytes)}</p>
      <p id="route">${routeOf(location.href)}</p>
    `;
  }
}

customElements.define("lk-hello", HelloElement);
