import type { LitElement, ReactiveController } from "lit";

/**
 * Puts the focus on a page's or dialog's heading when a new one appears, so that keyboard and screen reader go
 * on from there. A heading whose words change in place keeps the focus where it is.
 */
export class HeadingFocus implements ReactiveController {
  readonly #element: LitElement;
  readonly #selector: string;
  #heading: HTMLElement | null = null;

  constructor(element: LitElement, selector = "h1[tabindex]") {
    this.#element = element;
    this.#selector = selector;
    element.addController(this);
  }

  hostUpdated(): void {
    const heading = this.#element.renderRoot.querySelector<HTMLElement>(this.#selector);
    if (heading !== this.#heading) {
      this.#heading = heading;
      heading?.focus();
    }
  }
}
