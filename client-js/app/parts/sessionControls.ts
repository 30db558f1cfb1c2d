import { type TemplateResult, html } from "lit";

import type { Session } from "../../src/index.js";
import { controlWords } from "../../src/words/en/controls.js";
import { adviceOn } from "../../src/elements/advice.js";
import { announce } from "../../src/elements/announcer.js";
import { LightElement } from "../lightElement.js";
import { SessionWatch } from "../../src/elements/sessionWatch.js";
import "./endDialog.js";
import "./recoveryDialog.js";

/** What a host can do to the session as a whole: freeze it, end it. */
export class LkSessionControls extends LightElement {
  static override readonly properties = {
    session: { attribute: false },
    changing: { state: true },
    ending: { state: true },
    recovering: { state: true },
    problem: { state: true },
  };

  declare session: Session;
  declare changing: boolean;
  /** The question before the end is shown. */
  declare ending: boolean;
  /** The dialog for a recovery file is open. */
  declare recovering: boolean;
  declare problem: string;

  readonly #watch = new SessionWatch(this, ["frozen", "title"]);

  constructor() {
    super();
    this.changing = false;
    this.ending = false;
    this.recovering = false;
    this.problem = "";
  }

  override willUpdate(): void {
    this.#watch.follow(this.session);
  }

  override render(): TemplateResult {
    const { frozen, title } = this.session;
    const words = controlWords();
    return html`
      <div class="stack">
        <label class="choice">
          <input
            type="checkbox"
            role="switch"
            .checked=${frozen}
            ?disabled=${this.changing}
            @change=${this.#onFreeze}
          />
          <span>
            <strong>${words.freeze}</strong>
            <span class="quiet">${words.freezeMeans}</span>
          </span>
        </label>
        <p class="field-problem" role="alert">${this.problem}</p>
        <div class="actions">
          <button
            type="button"
            @click=${() => {
              this.recovering = true;
            }}
          >
            ${words.recoveryFile}
          </button>
          <button type="button" class="danger" @click=${this.#onEnd}>${words.endSession}</button>
        </div>
      </div>
      ${
        this.ending
          ? html`<lk-end-dialog
              .name=${title}
              .end=${() => this.session.end()}
              @lk-closed=${() => {
                this.ending = false;
              }}
            ></lk-end-dialog>`
          : ""
      }
      ${this.recovering ? this.#recovery(title) : ""}
    `;
  }

  #recovery(title: string): TemplateResult {
    return html`<lk-recovery-dialog
      .name=${title}
      .create=${(passphrase: string) => this.session.createRecoveryFile(passphrase)}
      @lk-closed=${() => {
        this.recovering = false;
      }}
    ></lk-recovery-dialog>`;
  }

  readonly #onEnd = (): void => {
    this.ending = true;
  };

  readonly #onFreeze = async (event: Event): Promise<void> => {
    const box = event.target as HTMLInputElement;
    const on = box.checked;
    const words = controlWords();
    this.changing = true;
    this.problem = "";
    try {
      await this.session.freeze(on);
      announce(on ? words.frozenNews : words.thawedNews);
    } catch (error) {
      this.problem = (on ? words.notFrozen : words.stillFrozen)(adviceOn(error));
    } finally {
      this.changing = false;
      box.checked = this.session.frozen;
      await this.updateComplete;
      box.focus();
    }
  };
}

customElements.define("lk-session-controls", LkSessionControls);
