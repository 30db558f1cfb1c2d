import { type TemplateResult, css, html } from "lit";

import type { Invite, Session } from "../../index.js";
import { sharingWords } from "../../words/en/sharing.js";
import { LkElement } from "../lkElement.js";
import { SessionWatch } from "../sessionWatch.js";
import "./inviteDialog.js";

/** A button that makes an invite, for hosts; for all others nothing. */
export class LkShare extends LkElement {
  static override readonly styles = [
    LkElement.styles,
    css`
      :host {
        display: grid;
      }
    `,
  ];

  static override readonly properties = {
    session: { attribute: false },
    label: {},
    shown: { state: true },
  };

  declare session: Session | null;
  /** What the button says; "" for “Invite”. */
  declare label: string;
  /** The invite whose link is shown; "new" for the empty form. */
  declare shown: Invite | "new" | null;

  #summary = "";
  readonly #watch = new SessionWatch(this, ["role", "closed"]);

  constructor() {
    super();
    this.session = null;
    this.label = "";
    this.shown = null;
  }

  /** Opens the dialog with the link of an invite that there is already. */
  show(invite: Invite, summary = ""): void {
    this.#summary = summary;
    this.shown = invite;
  }

  override willUpdate(): void {
    this.#watch.follow(this.session);
  }

  override render(): TemplateResult | "" {
    const invites = this.session?.invites ?? null;
    if (invites === null || this.session?.closed !== null) {
      return "";
    }
    return html`
      <button
        type="button"
        class="primary"
        part="button"
        @click=${() => {
          this.#summary = "";
          this.shown = "new";
        }}
      >
        ${this.label === "" ? sharingWords().invite : this.label}
      </button>
      ${
        this.shown === null
          ? ""
          : html`<lk-invite-dialog
              exportparts="dialog, link, qr"
              .invites=${invites}
              .summary=${this.#summary}
              .invite=${this.shown === "new" ? null : this.shown}
              @lk-closed=${() => {
                this.shown = null;
              }}
            ></lk-invite-dialog>`
      }
    `;
  }
}

customElements.define("lk-share", LkShare);
