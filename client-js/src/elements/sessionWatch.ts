import type { LitElement, ReactiveController } from "lit";

import type { Session, SessionEvents } from "../index.js";

/** Draws an element again whenever the session it shows reports one of the named events. */
export class SessionWatch implements ReactiveController {
  readonly #element: LitElement;
  readonly #events: readonly (keyof SessionEvents)[];
  #session: Session | null = null;
  #listening: AbortController | null = null;

  constructor(element: LitElement, events: readonly (keyof SessionEvents)[]) {
    this.#element = element;
    this.#events = events;
    element.addController(this);
  }

  follow(session: Session | null): void {
    if (session !== this.#session) {
      this.hostDisconnected();
      this.#session = session;
      this.hostConnected();
    }
  }

  hostConnected(): void {
    if (this.#session === null || this.#listening !== null) {
      return;
    }
    this.#listening = new AbortController();
    for (const event of this.#events) {
      this.#session.on(
        event,
        () => {
          this.#element.requestUpdate();
        },
        {
          signal: this.#listening.signal,
        },
      );
    }
    this.#element.requestUpdate();
  }

  hostDisconnected(): void {
    this.#listening?.abort();
    this.#listening = null;
  }
}
