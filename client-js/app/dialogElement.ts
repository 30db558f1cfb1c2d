import { type TemplateResult, html } from "lit";

import { HeadingFocus } from "./headingFocus.js";
import { LightElement } from "./lightElement.js";

/**
 * A modal dialog, open as long as it is in the page. Its content names it by `#dialog-heading`; a
 * heading that can have the focus gets it whenever a new one appears. Sends `lk-closed`.
 */
export abstract class DialogElement extends LightElement {
  constructor() {
    super();
    new HeadingFocus(this, "h2[tabindex]");
  }

  override firstUpdated(): void {
    this.querySelector("dialog")?.showModal();
  }

  override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="dialog-heading" @close=${this.#onClose}>
        <div class="sr-polite visually-hidden" role="status"></div>
        <div class="sr-alert visually-hidden" role="alert"></div>
        ${this.content()}
      </dialog>
    `;
  }

  protected abstract content(): TemplateResult;

  protected readonly close = (): void => {
    this.querySelector("dialog")?.close();
  };

  readonly #onClose = (): void => {
    this.dispatchEvent(new CustomEvent("lk-closed"));
  };
}
