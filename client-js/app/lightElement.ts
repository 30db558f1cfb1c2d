import { LitElement } from "lit";

/** A page's part without a shadow root: the application's one style sheet reaches it. */
export class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
