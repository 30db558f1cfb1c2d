import { type TemplateResult, html } from "lit";

import { BrokerError, type Client, type HandoverWaiting, InvalidLinkError } from "../../index.js";
import { handoverWords } from "../../words/en/handover.js";
import { announce } from "../announcer.js";
import { send } from "../events.js";
import { deviceName } from "./deviceName.js";
import { HeadingFocus } from "../headingFocus.js";
import { LkElement } from "../lkElement.js";
import { emojiRow } from "../parts/emojiRow.js";
import "../parts/problemPanel.js";
import { troubleView } from "../parts/troubleView.js";
import type { Problem } from "../problem.js";
import { type Trouble, troubleOf } from "../trouble.js";
import { textOf, wordsIn } from "../formText.js";

type Step =
  | { readonly type: "ready" }
  | { readonly type: "asking"; readonly waiting: HandoverWaiting | null }
  | { readonly type: "refused"; readonly problem: Problem }
  | { readonly type: "trouble"; readonly trouble: Trouble };

/** What the link of a hand-over opens: this device takes the other one’s place, after a press. */
export class LkReceiving extends LkElement {
  static override readonly properties = {
    client: { attribute: false },
    link: { attribute: false },
    step: { state: true },
  };

  declare client: Client;
  declare link: string;
  declare step: Step;

  readonly #leaving = new AbortController();

  constructor() {
    super();
    this.step = { type: "ready" };
    new HeadingFocus(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaving.abort();
  }

  override render(): TemplateResult {
    const step = this.step;
    switch (step.type) {
      case "ready":
        return this.#form();
      case "asking":
        return html`<section class="card">${asking(step.waiting)}</section>`;
      case "refused":
        return html`<lk-problem .problem=${step.problem}></lk-problem>`;
      case "trouble":
        return troubleView(step.trouble, this.client.brokerUrl, () => {
          this.step = { type: "ready" };
        });
    }
  }

  #form(): TemplateResult {
    const words = handoverWords();
    return html`
      <form class="card" @submit=${this.#onSubmit}>
        <h1 tabindex="-1">${words.continueHere}</h1>
        <p>${words.comesHere}</p>
        <label>
          ${words.shownThere}
          <input
            name="device"
            autocomplete="off"
            maxlength="64"
            required
            .value=${deviceName(navigator.userAgent)}
            @input=${wordsIn}
          />
        </label>
        <div class="actions"><button class="primary">${words.go}</button></div>
      </form>
    `;
  }

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const device = textOf(new FormData(event.target as HTMLFormElement), "device");
    const { signal } = this.#leaving;
    this.step = { type: "asking", waiting: null };
    announce(handoverWords().asking);
    try {
      const session = await this.client.receiveHandover(this.link, {
        deviceName: device,
        signal,
        onWaiting: (waiting) => {
          this.step = { type: "asking", waiting };
          announce(handoverWords().compareNews);
        },
      });
      send(this, "lk-joined", session);
    } catch (error) {
      if (!signal.aborted) {
        const problem = refusal(error);
        this.step =
          problem === null
            ? { type: "trouble", trouble: troubleOf(error) }
            : { type: "refused", problem };
      }
    }
  };
}

function asking(waiting: HandoverWaiting | null): TemplateResult {
  const words = handoverWords();
  return waiting === null
    ? html`
        <h1 tabindex="-1">${words.asking}</h1>
        <p>${words.keepOpen}</p>
      `
    : html`
        <h1 tabindex="-1">${words.confirmThere}</h1>
        <p>${words.mustShow}</p>
        ${emojiRow(waiting.emoji)}
      `;
}

/** Null for a trouble that any page can meet. */
function refusal(error: unknown): Problem | null {
  const code = error instanceof BrokerError || error instanceof InvalidLinkError ? error.code : "";
  const words = handoverWords();
  const titles: Readonly<Partial<Record<string, string>>> = words.refusals;
  const title = titles[code];
  return title === undefined
    ? null
    : {
        title,
        text: words.stillIn,
        actions: [],
        details: code,
      };
}

customElements.define("lk-receiving", LkReceiving);
