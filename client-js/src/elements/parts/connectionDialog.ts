import { type CSSResultGroup, type TemplateResult, css, html } from "lit";

import { BrokerError, type Session } from "../../index.js";
import { connectionWords } from "../../words/en/connection.js";
import { DialogElement } from "../dialogElement.js";
import { clockTime } from "../times.js";
import type { Trouble } from "../trouble.js";
import "./copyButton.js";

/** What is known of the connection of a session, and that as text for whoever helps. */
export class LkConnectionDialog extends DialogElement {
  static override readonly styles: CSSResultGroup = [
    DialogElement.styles,
    css`
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.4rem 1rem;
        margin: 0;
      }

      dt {
        color: var(--quiet);
      }

      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  static override readonly properties = {
    session: { attribute: false },
    state: { attribute: false },
    unsent: { attribute: false },
    inStepAt: { attribute: false },
    trouble: { attribute: false },
  };

  declare session: Session;
  /** In a word. */
  declare state: string;
  /** How many writes the broker has not acknowledged. */
  declare unsent: number;
  /** When all was last received; null if it never was. */
  declare inStepAt: Date | null;
  declare trouble: Trouble | null;

  protected override content(): TemplateResult {
    const words = connectionWords();
    const facts = this.#facts();
    return html`
      <div class="stack">
        <h2 id="dialog-heading" tabindex="-1">${words.title}</h2>
        <dl>
          ${facts.map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd>${value}</dd>`,
          )}
        </dl>
        <p class="quiet">${words.copyMeans}</p>
        <div class="actions">
          <lk-copy-button .label=${words.copy} .text=${reportOf(facts)}></lk-copy-button>
          <button type="button" @click=${this.close}>${words.close}</button>
        </div>
      </div>
    `;
  }

  #facts(): readonly (readonly [name: string, value: string])[] {
    const words = connectionWords();
    const { session } = this;
    const others = session.members.list().filter(({ self }) => !self);
    const compared = others.filter(({ comparisons }) => comparisons.some(({ match }) => match));
    const error = this.trouble?.error;
    const waiting = session.hasUnsyncedChanges ? Math.max(1, this.unsent) : 0;
    return [
      [words.server, new URL(session.origin).host],
      [words.state, this.state],
      [words.inStep, this.#inStep()],
      [words.waiting, waiting === 0 ? words.none : String(waiting)],
      [words.key, words.keyNumber(session.epoch)],
      [words.people, words.peopleOf(compared.length, others.length)],
      ...(error instanceof BrokerError
        ? [[words.trouble, [error.code, error.requestId ?? ""].join(" ").trim()] as const]
        : []),
    ];
  }

  #inStep(): string {
    const words = connectionWords();
    if (this.session.status === "connected" && this.session.synced) {
      return words.now;
    }
    return this.inStepAt === null ? words.never : clockTime(this.inStepAt, new Date());
  }
}

function reportOf(facts: readonly (readonly [name: string, value: string])[]): string {
  const lines = facts.map(([name, value]) => `${name}: ${value}`);
  return [...lines, navigator.userAgent, new Date().toISOString()].join("\n");
}

customElements.define("lk-connection-dialog", LkConnectionDialog);
