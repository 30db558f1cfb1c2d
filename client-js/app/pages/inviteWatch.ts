import type { LitElement, ReactiveController } from "lit";

import type { InviteInfo, Session } from "../../src/index.js";

const REFRESH_MS = 10_000;

/** The invites of a host’s session for an element, fetched anew as long as the element is shown. */
export class InviteWatch implements ReactiveController {
  readonly #element: LitElement;
  #session: Session | null = null;
  #list: readonly InviteInfo[] | "not_loaded" | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #unlisten: (() => void) | null = null;

  constructor(element: LitElement) {
    this.#element = element;
    element.addController(this);
  }

  /** Null before they have come. */
  get list(): readonly InviteInfo[] | "not_loaded" | null {
    return this.#list;
  }

  async follow(session: Session): Promise<void> {
    this.#unlisten?.();
    this.#session = session;
    this.#list = null;
    this.#unlisten = session.on("members", () => void this.load());
    await this.load();
  }

  hostConnected(): void {
    this.#timer = setInterval(() => {
      if (!document.hidden) {
        void this.load();
      }
    }, REFRESH_MS);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#unlisten?.();
  }

  /** A list that cannot be fetched now stays as it was; the status chip says what is wrong. */
  async load(): Promise<void> {
    const invites = this.#session?.invites ?? null;
    if (invites === null) {
      return;
    }
    try {
      this.#list = await invites.list();
    } catch {
      this.#list ??= "not_loaded";
    }
    this.#element.requestUpdate();
  }

  loadAgain(): void {
    this.#list = null;
    this.#element.requestUpdate();
    void this.load();
  }
}
