import { type TemplateResult, html } from "lit";

import type { InvitePreview, Waiting } from "../../index.js";
import { joiningWords } from "../../words/en/joining.js";
import { announce } from "../announcer.js";
import { HeadingFocus } from "../headingFocus.js";
import { LkElement } from "../lkElement.js";
import { emojiRow } from "../parts/emojiRow.js";
import { theirLanguage } from "../theirLanguage.js";
import { clockTime, relativeTime } from "../times.js";

const TICK_MS = 5000;
/** A host's client that is there answers a knock within a moment. */
const HOST_AWAY_MS = 15_000;

/** What a joiner sees until a host lets them in. */
export class LkWaitingRoom extends LkElement {
  static override readonly properties = {
    waiting: { attribute: false },
    preview: { attribute: false },
  };

  declare waiting: Waiting;
  declare preview: InvitePreview;

  #timer: ReturnType<typeof setInterval> | undefined;
  #stop: (() => void) | null = null;
  #isPictured = false;

  constructor() {
    super();
    new HeadingFocus(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => {
      this.requestUpdate();
    }, TICK_MS);
    announce(joiningWords().askedNews(this.preview.host.name));
    this.#stop = this.waiting.onChange(() => {
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    this.#stop?.();
  }

  override willUpdate(): void {
    if (this.waiting.emoji !== null && !this.#isPictured) {
      this.#isPictured = true;
      announce(joiningWords().seenNews(this.preview.host.name));
    }
  }

  override render(): TemplateResult {
    const { host, sessionTitle, expiresAt } = this.preview;
    const { emoji, since } = this.waiting;
    const now = new Date();
    const isAway = emoji === null && now.getTime() - since.getTime() > HOST_AWAY_MS;
    const words = joiningWords();
    const name = html`<bdi>${host.name}</bdi>`;
    const title = html`<em><bdi lang=${theirLanguage}>${sessionTitle}</bdi></em>`;
    return html`
      <section class="card">
        <h1 tabindex="-1">${words.asked(name)}</h1>
        <p>
          ${isAway ? words.away(name, clockTime(expiresAt, now)) : words.keepOpen}
          ${words.byItself(title)}
        </p>
        <p class="quiet">${words.askedAt(relativeTime(since, now))}</p>
        ${
          emoji === null
            ? ""
            : html`
                <p>${words.compare(name)}</p>
                ${emojiRow(emoji)}
              `
        }
        <div class="actions">
          <button
            type="button"
            @click=${() => {
              this.waiting.cancel();
            }}
          >
            ${words.stopWaiting}
          </button>
        </div>
      </section>
    `;
  }
}

customElements.define("lk-waiting-room", LkWaitingRoom);
