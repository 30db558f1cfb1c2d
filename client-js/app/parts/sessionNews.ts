import { type TemplateResult, html } from "lit";

import type { Session } from "../../src/index.js";
import { sessionWords } from "../../src/words/en/session.js";
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
          this.#say(sessionWords().roleNews[role]);
        },
        { signal },
      );
      this.session.on(
        "frozen",
        (frozen) => {
          this.#say(frozen ? sessionWords().frozenNews : sessionWords().thawedNews);
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

customElements.define("lk-session-news", LkSessionNews);
