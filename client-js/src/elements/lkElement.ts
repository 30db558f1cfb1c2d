// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- every project that has this file needs it
/// <reference path="./css.d.ts" />
import { type CSSResultGroup, LitElement, css, unsafeCSS } from "lit";

import { prepareAnnouncer } from "./announcer.js";
import base from "./css/base.css?inline";
import emoji from "./css/emoji.css?inline";
import forms from "./css/forms.css?inline";
import marks from "./css/marks.css?inline";
import panels from "./css/panels.css?inline";
import tokens from "./css/tokens.css?inline";
import waiting from "./css/waiting.css?inline";
import { LanguageWatch } from "../words/languageWatch.js";

/** What all elements look like: one sheet, which their shadow roots share. */
const look = unsafeCSS([tokens, base, panels, forms, marks, emoji, waiting].join("\n"));

/** An element with a shadow root: no style sheet of the page reaches in, and none gets out. */
export class LkElement extends LitElement {
  static override readonly styles: CSSResultGroup = [
    look,
    css`
      :host {
        display: block;
      }
      :host([hidden]) {
        display: none;
      }
    `,
  ];

  constructor() {
    super();
    new LanguageWatch(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    prepareAnnouncer();
  }
}
