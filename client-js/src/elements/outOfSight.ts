import type { LitElement, ReactiveController } from "lit";

/** Calls back when nobody sees the element any more: another tab, a locked screen, another page. */
export class OutOfSight implements ReactiveController {
  readonly #hide: () => void;

  readonly #onVisibility = (): void => {
    if (document.hidden) {
      this.#hide();
    }
  };

  constructor(element: LitElement, hide: () => void) {
    this.#hide = hide;
    element.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.#onVisibility);
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.#onVisibility);
    this.#hide();
  }
}
