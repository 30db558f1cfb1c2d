import { type TemplateResult, html } from "lit";

import type { Handover, HandoverRequest } from "../../src/index.js";
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
    const handover = this.handover;
    return html`
      <h2 id="dialog-heading" tabindex="-1" autofocus>Continue on another device</h2>
      <p>
        Open this link there, or scan the code with it. You are asked here before anything moves;
        then this device is out.
      </p>
      ${
        handover === null
          ? this.problem === ""
            ? html`<div class="skeleton"><span></span><span></span></div>`
            : ""
          : html`
              <lk-secret-link .secret=${handover}></lk-secret-link>
              <p class="quiet">
                Good until ${clockTime(handover.expiresAt, new Date())}. Only for you: whoever opens
                it first asks to be you.
              </p>
            `
      }
      <p class="field-problem" role="alert">${this.problem}</p>
      <div class="actions"><button type="button" @click=${this.close}>Cancel</button></div>
    `;
  }

  #question({ device, emoji }: HandoverRequest): TemplateResult {
    return html`
      <h2 id="dialog-heading" tabindex="-1">Move to <bdi>${device}</bdi>?</h2>
      <p>The other device must show the same seven pictures, in this order.</p>
      ${emojiRow(emoji)}
      <p class="field-problem" role="alert">${this.problem}</p>
      <div class="actions">
        <button type="button" ?disabled=${this.moving} @click=${this.#refuse}>
          They differ: stop
        </button>
        <button type="button" class="primary" ?disabled=${this.moving} @click=${this.#confirm}>
          ${this.moving ? "One moment…" : "They match: move"}
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
        announce("The other device asks to take over.");
      });
      await handover.whenMoved({ signal });
    } catch (error) {
      if (!signal.aborted) {
        this.handover = null;
        this.request = null;
        this.problem = `Nothing has moved. ${adviceOn(error)}`;
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
      this.problem = `Nothing has moved. ${adviceOn(error)}`;
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
