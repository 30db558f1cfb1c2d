import { type TemplateResult, html } from "lit";

import { frameWords } from "../../words/en/frame.js";
import { problemWords } from "../../words/en/problems.js";
import { announce } from "../announcer.js";
import { LkElement } from "../lkElement.js";
import { countdown } from "../times.js";
import "./problemPanel.js";

const TICK_MS = 1000;
const LAST_CALL_MS = 10_000;

/** Counts down to the moment when the broker lets this device try again; sends `lk-retry` then. */
export class LkRetryLater extends LkElement {
  static override readonly properties = { until: { attribute: false }, left: { state: true } };

  /** In milliseconds since 1970. */
  declare until: number;
  declare left: number;

  #timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.until = 0;
    this.left = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.left = this.until - Date.now();
    this.#timer = setInterval(() => {
      this.#tick();
    }, TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render(): TemplateResult {
    const { title, later, now } = problemWords().tooMany;
    const waiting = this.left > 0;
    return html`<lk-problem
      .problem=${{
        title,
        text: waiting ? later(countdown(this.left)) : now,
        actions: [
          {
            label: frameWords().tryAgain,
            primary: true,
            disabled: waiting,
            run: () => this.dispatchEvent(new CustomEvent("lk-retry")),
          },
        ],
        details: "rate_limited",
      }}
    ></lk-problem>`;
  }

  #tick(): void {
    const before = this.left;
    this.left = this.until - Date.now();
    if (before > LAST_CALL_MS && this.left <= LAST_CALL_MS) {
      announce(problemWords().tooMany.soon);
    }
    if (this.left <= 0) {
      clearInterval(this.#timer);
      announce(problemWords().tooMany.now);
    }
  }
}

customElements.define("lk-retry-later", LkRetryLater);
