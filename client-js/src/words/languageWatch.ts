import type { LitElement, ReactiveController } from "lit";

import { onLanguage } from "./words.js";

/** Draws an element again whenever another language is spoken. */
export class LanguageWatch implements ReactiveController {
  readonly #element: LitElement;
  #unlisten: (() => void) | null = null;

  constructor(element: LitElement) {
    this.#element = element;
    element.addController(this);
  }

  hostConnected(): void {
    this.#unlisten ??= onLanguage(() => {
      this.#element.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#unlisten?.();
    this.#unlisten = null;
  }
}
