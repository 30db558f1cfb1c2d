import { LitElement } from "lit";

import { LanguageWatch } from "../src/words/languageWatch.js";

/** A page's part without a shadow root: the application's one style sheet reaches it. */
export class LightElement extends LitElement {
  constructor() {
    super();
    new LanguageWatch(this);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
