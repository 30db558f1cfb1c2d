import { type TemplateResult, html } from "lit";

import type { InvitePreview, Waiting } from "../../index.js";
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
    announce(`Asked ${this.preview.host.name} to let you in.`);
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
      announce(`${this.preview.host.name} sees your request.`);
    }
  }

  override render(): TemplateResult {
    const { host, sessionTitle, expiresAt } = this.preview;
    const { emoji, since } = this.waiting;
    const now = new Date();
    const isAway = emoji === null && now.getTime() - since.getTime() > HOST_AWAY_MS;
    return html`
      <section class="card">
        <h1 tabindex="-1">Asked <bdi>${host.name}</bdi> to let you in</h1>
        <p>
          ${
            isAway
              ? html`<bdi>${host.name}</bdi> does not seem to be online. Your place is kept until
                  ${clockTime(expiresAt, now)}.`
              : "Keep this page open."
          }
          You come into <em><bdi lang=${theirLanguage}>${sessionTitle}</bdi></em> by itself when you
          are let in.
        </p>
        <p class="quiet">Asked ${relativeTime(since, now)}. A reload keeps your place.</p>
        ${
          emoji === null
            ? ""
            : html`
                <p>
                  <bdi>${host.name}</bdi> sees these seven pictures, too. If you talk by phone or
                  meet, compare them: other pictures mean that somebody is in between.
                </p>
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
            Stop waiting
          </button>
        </div>
      </section>
    `;
  }
}

customElements.define("lk-waiting-room", LkWaitingRoom);
