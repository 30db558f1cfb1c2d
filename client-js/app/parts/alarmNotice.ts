import { type TemplateResult, html } from "lit";

import type { Alarm, Session } from "../../src/index.js";
import { sessionWords } from "../../src/words/en/session.js";
import { DialogElement } from "../../src/elements/dialogElement.js";
import { SessionWatch } from "../../src/elements/sessionWatch.js";
import { saveFile } from "../../src/elements/saveFile.js";
import { alarmsOf } from "../sessionAlarms.js";
import { LightElement } from "../lightElement.js";

/**
 * Says that the server shows people different things: over everything else until it is read, and
 * above the page from then on.
 */
export class LkAlarmNotice extends LightElement {
  static override readonly properties = {
    session: { attribute: false },
    read: { state: true },
  };

  declare session: Session;
  declare read: boolean;

  readonly #watch = new SessionWatch(this, ["alarm"]);

  constructor() {
    super();
    this.read = false;
  }

  override willUpdate(): void {
    this.#watch.follow(this.session);
  }

  override render(): TemplateResult | "" {
    const alarms = alarmsOf(this.session);
    if (alarms.length === 0) {
      return "";
    }
    const words = sessionWords().alarm;
    return html`
      <p class="notice" role="note">
        ${words.short((text) => html`<strong>${text}</strong>`)}
        <button
          type="button"
          @click=${() => {
            saveEvidence(this.session, alarms);
          }}
        >
          ${words.save}
        </button>
      </p>
      ${
        this.read
          ? ""
          : html`<lk-alarm-dialog
              .session=${this.session}
              @lk-closed=${() => {
                this.read = true;
              }}
            ></lk-alarm-dialog>`
      }
    `;
  }
}

/** The same, to be read before anything else is done. */
export class LkAlarmDialog extends DialogElement {
  static override readonly properties = {
    session: { attribute: false },
  };

  declare session: Session;

  protected override content(): TemplateResult {
    const words = sessionWords().alarm;
    return html`
      <div class="stack">
        <h2 id="dialog-heading" tabindex="-1" autofocus>${words.title}</h2>
        <p>${words.text}</p>
        <div class="actions">
          <button type="button" @click=${this.close}>${words.read}</button>
          <button type="button" class="primary" @click=${this.#onSave}>${words.save}</button>
        </div>
      </div>
    `;
  }

  readonly #onSave = (): void => {
    saveEvidence(this.session, alarmsOf(this.session));
  };
}

/** What was signed, to be shown to others; frames in base64. */
function saveEvidence({ id }: Session, alarms: readonly Alarm[]): void {
  const told = alarms.map(({ kind, message, evidence }) => ({
    kind,
    message,
    evidence: evidence.map((it) =>
      typeof it === "string" ? it : btoa(String.fromCharCode(...it)),
    ),
  }));
  const text = JSON.stringify({ sid: id, alarms: told }, null, 2);
  saveFile(new Blob([text], { type: "application/json" }), "latchkey-evidence.json");
}

customElements.define("lk-alarm-notice", LkAlarmNotice);
customElements.define("lk-alarm-dialog", LkAlarmDialog);
