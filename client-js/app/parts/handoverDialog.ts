import { type TemplateResult, html } from "lit";

import type { Handover, HandoverRequest } from "../../src/index.js";
import { handoverWords } from "../../src/words/en/handover.js";
import { adviceOn } from "../../src/elements/advice.js";
import { announce } from "../../src/elements/announcer.js";
import { DialogElement } from "../../src/elements/dialogElement.js";
import { clockTime } from "../../src/elements/times.js";
import { emojiRow } from "../../src/elements/parts/emojiRow.js";
import "../../src/elements/share/secretLink.js";

/** Moves this member to another device: shows the code that the other one scans, then confirms it. */
export class LkHandoverDialog extends DialogElement {
  static override readonly properties = {
    start: { attribute: false },
    handover: { state: true },
    request: { state: true },
    moving: { state: true },
    problem: { state: true },
  };

  declare start: (signal: AbortSignal) => Promise<Handover>;
  declare handover: Handover | null;
  /** The device that has scanned the code. */
  declare request: HandoverRequest | null;
  declare moving: boolean;
  declare problem: string;

  readonly #leaving = new AbortController();

  constructor() {
    super();
    this.handover = null;
    this.request = null;
    this.moving = false;
    this.problem = "";
  }

  override firstUpdated(): void {
    super.firstUpdated();
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.handover?.cancel();
    this.#leaving.abort();
  }

  protected override content(): TemplateResult {
    return html`<div class="stack">
      ${this.request === null ? this.#offer() : this.#question(this.request)}
    </div>`;
  }

  #offer(): TemplateResult {
    const words = handoverWords();
    const handover = this.handover;
    return html`
      <h2 id="dialog-heading" tabindex="-1" autofocus>${words.continueElsewhere}</h2>
      <p>${words.openThere}</p>
      ${
        handover === null
          ? this.problem === ""
            ? html`<div class="skeleton"><span></span><span></span></div>`
            : ""
          : html`
              <lk-secret-link .secret=${handover}></lk-secret-link>
              <p class="quiet">${words.goodUntil(clockTime(handover.expiresAt, new Date()))}</p>
            `
      }
      <p class="field-problem" role="alert">${this.problem}</p>
      <div class="actions"><button type="button" @click=${this.close}>${words.cancel}</button></div>
    `;
  }

  #question({ device, emoji }: HandoverRequest): TemplateResult {
    const words = handoverWords();
    return html`
      <h2 id="dialog-heading" tabindex="-1">${words.moveTo(html`<bdi>${device}</bdi>`)}</h2>
      <p>${words.samePictures}</p>
      ${emojiRow(emoji)}
      <p class="field-problem" role="alert">${this.problem}</p>
      <div class="actions">
        <button type="button" ?disabled=${this.moving} @click=${this.#refuse}>
          ${words.differ}
        </button>
        <button type="button" class="primary" ?disabled=${this.moving} @click=${this.#confirm}>
          ${this.moving ? words.oneMoment : words.match}
        </button>
      </div>
    `;
  }

  async #begin(): Promise<void> {
    const { signal } = this.#leaving;
    try {
      const handover = await this.start(signal);
      this.handover = handover;
      handover.onRequest((request) => {
        this.request = request;
        announce(handoverWords().asksNews);
      });
      await handover.whenMoved({ signal });
    } catch (error) {
      if (!signal.aborted) {
        this.handover = null;
        this.request = null;
        this.problem = handoverWords().nothingMoved(adviceOn(error));
      }
    }
  }

  readonly #confirm = async (): Promise<void> => {
    this.moving = true;
    this.problem = "";
    try {
      await this.request?.confirm();
      this.close();
    } catch (error) {
      this.problem = handoverWords().nothingMoved(adviceOn(error));
    } finally {
      this.moving = false;
    }
  };

  readonly #refuse = async (): Promise<void> => {
    this.moving = true;
    try {
      await this.request?.refuse();
    } catch {
      // The other device is told no more; the link ends with this dialog all the same.
    }
    this.close();
  };
}

customElements.define("lk-handover-dialog", LkHandoverDialog);
