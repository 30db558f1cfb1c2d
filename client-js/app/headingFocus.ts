import type { LitElement, ReactiveController } from "lit";

/**
 * Puts the focus on a page's heading when a new one appears, so that keyboard and screen reader go
 * on from there. A heading whose words change in place keeps the focus where it is.
 */
export class HeadingFocus implements ReactiveController {
  readonly #element: LitElement;
  #heading: HTMLElement | null = null;

  constructor(element: LitElement) {
    this.#element = element;
    element.addController(this);
  }

  hostUpdated(): void {
    const heading = this.#element.querySelector<HTMLElement>("h1[tabindex]");
    if (heading !== this.#heading) {
      this.#heading = heading;
      heading?.focus();
    }
  }
}
