import { type TemplateResult, html } from "lit";

import type { Alarm, Session } from "../../src/index.js";
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
    return html`
      <p class="notice" role="note">
        <strong>The server shows people here different things.</strong> Do not rely on what you see
        until you have told each other another way.
        <button
          type="button"
          @click=${() => {
            saveEvidence(this.session, alarms);
          }}
        >
          Save the evidence
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
    return html`
      <div class="stack">
        <h2 id="dialog-heading" tabindex="-1" autofocus>
          Stop: the server shows people here different things
        </h2>
        <p>
          Another member’s device was shown another history of this session than yours. Either the
          server is not honest, or that device lies. Compare with the others another way, by phone
          for example, before you go on.
        </p>
        <div class="actions">
          <button type="button" @click=${this.close}>I have read this</button>
          <button type="button" class="primary" @click=${this.#onSave}>Save the evidence</button>
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
