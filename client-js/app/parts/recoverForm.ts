import { type TemplateResult, html } from "lit";

import { BrokerError, type HostSession } from "../../src/index.js";
import { adviceOn } from "../../src/elements/advice.js";
import { startWords } from "../../src/words/en/start.js";
import { client } from "../brokerClient.js";
import { LightElement } from "../lightElement.js";

/** Opens a recovery file; sends `lk-recovered` with the session. */
export class LkRecoverForm extends LightElement {
  static override readonly properties = {
    opening: { state: true },
    problem: { state: true },
  };

  declare opening: boolean;
  declare problem: string;

  constructor() {
    super();
    this.opening = false;
    this.problem = "";
  }

  override render(): TemplateResult {
    const words = startWords();
    return html`
      <details>
        <summary>${words.recover}</summary>
        <form @submit=${this.#onSubmit}>
          <label>
            ${words.recoveryFile}
            <input name="file" type="file" accept=".latchkey" required />
          </label>
          <label>
            ${words.passphrase}
            <input name="passphrase" type="password" autocomplete="off" required />
          </label>
          <p class="field-problem" role="alert">${this.problem}</p>
          <div class="actions">
            <button ?disabled=${this.opening}>
              ${this.opening ? words.opening : words.recoverNow}
            </button>
          </div>
        </form>
      </details>
    `;
  }

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    this.opening = true;
    this.problem = "";
    try {
      const session: HostSession = await client.recover(
        fields.get("file") as File,
        fields.get("passphrase") as string,
      );
      this.dispatchEvent(new CustomEvent("lk-recovered", { detail: session }));
    } catch (error) {
      this.problem = problemOf(error);
    } finally {
      this.opening = false;
    }
  };
}

function problemOf(error: unknown): string {
  const words = startWords();
  switch (error instanceof BrokerError ? error.code : "") {
    case "passphrase_wrong":
      return words.wrongPassphrase;
    case "recovery_failed":
      return words.notAFile;
    case "session_unknown":
      return words.sessionGone;
    default:
      return words.notRecovered(adviceOn(error));
  }
}

customElements.define("lk-recover-form", LkRecoverForm);
