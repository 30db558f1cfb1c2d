import { type TemplateResult, html } from "lit";

import type { Role, Session } from "../../src/index.js";
import { announce } from "../../src/elements/announcer.js";
import { LightElement } from "../lightElement.js";

const SHOWN_MS = 10_000;

/** Says for a while what a host has just changed for this member: another role, a freeze. */
export class LkSessionNews extends LightElement {
  static override readonly properties = {
    session: { attribute: false },
    news: { state: true },
  };

  declare session: Session;
  declare news: string;

  #listening: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.news = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening?.abort();
    this.#listening = null;
    clearTimeout(this.#timer);
    this.news = "";
  }

  override willUpdate(): void {
    if (this.#listening === null) {
      this.#listening = new AbortController();
      const { signal } = this.#listening;
      this.session.on(
        "role",
        (role) => {
          this.#say(ROLE_NEWS[role]);
        },
        { signal },
      );
      this.session.on(
        "frozen",
        (frozen) => {
          this.#say(frozen ? "The session is frozen." : "The session is no longer frozen.");
        },
        { signal },
      );
    }
  }

  override render(): TemplateResult | "" {
    return this.news === "" ? "" : html`<p class="toast">${this.news}</p>`;
  }

  #say(news: string): void {
    this.news = news;
    announce(news);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.news = "";
    }, SHOWN_MS);
  }
}

const ROLE_NEWS: Readonly<Record<Role, string>> = {
  host: "You are a host now: you can invite and remove people.",
  editor: "You are an editor now: you can change the board.",
  viewer: "You are a viewer now: you can look, but not change anything.",
  auditor: "You are an auditor now: you see who is in, but no longer the content.",
};

customElements.define("lk-session-news", LkSessionNews);
