import type { LitElement, ReactiveController } from "lit";

/** Keeps the screen lit while the element is shown, where the browser lets pages do that. */
export class ScreenAwake implements ReactiveController {
  #lock: Promise<WakeLockSentinel | null> = Promise.resolve(null);

  constructor(element: LitElement) {
    element.addController(this);
  }

  hostConnected(): void {
    // Not in every browser, and nowhere on pages that came by http.
    const wakeLock = (navigator as Partial<Navigator>).wakeLock;
    if (wakeLock !== undefined) {
      // Refused when the battery is low: the screen goes dark as it always does.
      this.#lock = wakeLock.request("screen").catch(() => null);
    }
  }

  hostDisconnected(): void {
    void this.#lock.then((lock) => lock?.release());
  }
}
