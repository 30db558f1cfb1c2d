import { type CSSResultGroup, type TemplateResult, html, unsafeCSS } from "lit";

import { speakIn, stopSpeakingIn } from "./announcer.js";
import dialog from "./css/dialog.css?inline";
import { HeadingFocus } from "./headingFocus.js";
import { LkElement } from "./lkElement.js";

const sheet = unsafeCSS(dialog);

/**
 * A modal dialog, open as long as it is in the page. Its content names it by `#dialog-heading`; a
 * heading that can have the focus gets it whenever a new one appears. Sends `lk-closed`.
 */
export abstract class DialogElement extends LkElement {
  static override readonly styles: CSSResultGroup = [LkElement.styles, sheet];

  #dialog: HTMLDialogElement | null = null;

  constructor() {
    super();
    new HeadingFocus(this, "h2[tabindex]");
  }

  override firstUpdated(): void {
    this.#dialog = this.renderRoot.querySelector("dialog");
    if (this.#dialog !== null) {
      this.#dialog.showModal();
      speakIn(this.#dialog);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#fallSilent();
  }

  override render(): TemplateResult {
    return html`
      <dialog part="dialog" aria-labelledby="dialog-heading" @close=${this.#onClose}>
        <div class="sr-polite visually-hidden" role="status"></div>
        <div class="sr-alert visually-hidden" role="alert"></div>
        ${this.content()}
      </dialog>
    `;
  }

  protected abstract content(): TemplateResult;

  protected readonly close = (): void => {
    this.#dialog?.close();
  };

  readonly #onClose = (): void => {
    this.#fallSilent();
    this.dispatchEvent(new CustomEvent("lk-closed"));
  };

  #fallSilent(): void {
    if (this.#dialog !== null) {
      stopSpeakingIn(this.#dialog);
    }
  }
}
