import { type TemplateResult, html } from "lit";

import type { Duration, Invite, Invites, Role } from "../../index.js";
import { roleWords } from "../../words/en/roles.js";
import { sharingWords } from "../../words/en/sharing.js";
import { adviceOn } from "../advice.js";
import { announce } from "../announcer.js";
import { DialogElement } from "../dialogElement.js";
import { send } from "../events.js";
import { GIVEN_ROLES } from "../roles.js";
import { clockTime, relativeTime } from "../times.js";
import { textOf, wordsIn } from "../formText.js";
import "./secretLink.js";

const EXPIRIES = ["15m", "1h", "24h", "7d"] as const satisfies readonly Duration[];

/** Makes an invite for one person, then shows its link and QR code. */
export class LkInviteDialog extends DialogElement {
  static override readonly properties = {
    invites: { attribute: false },
    invite: { attribute: false },
    summary: { attribute: false },
    approval: { state: true },
    creating: { state: true },
    problem: { state: true },
  };

  declare invites: Invites;
  /** Null while the form is shown. */
  declare invite: Invite | null;
  /** For whom it is, as sentences. */
  declare summary: string;
  /** Whether joiners must be let in by a host. */
  declare approval: boolean;
  declare creating: boolean;
  declare problem: string;

  #approvalChosen = false;

  constructor() {
    super();
    this.invite = null;
    this.summary = "";
    this.approval = false;
    this.creating = false;
    this.problem = "";
  }

  protected override content(): TemplateResult {
    return this.invite === null ? this.#form() : this.#ready(this.invite);
  }

  #form(): TemplateResult {
    const words = sharingWords();
    const { names, meanings } = roleWords();
    return html`
      <form class="stack" @submit=${this.#onSubmit} @input=${this.#onInput}>
        <h2 id="dialog-heading">${words.title}</h2>
        <div>
          <label>
            ${words.whom}
            <input
              name="name"
              autocomplete="off"
              maxlength="64"
              aria-describedby="name-hint"
              required
              autofocus
              @input=${wordsIn}
            />
          </label>
          <p id="name-hint" class="quiet">${words.whomHint}</p>
        </div>
        <fieldset>
          <legend>${words.role}</legend>
          ${GIVEN_ROLES.map(
            (role) => html`
              <label class="choice">
                <input type="radio" name="role" value=${role} ?checked=${role === "editor"} />
                <span>
                  <strong>${names[role]}</strong>
                  <span class="quiet">${meanings[role]}</span>
                </span>
              </label>
            `,
          )}
        </fieldset>
        <div class="pair">
          <label>
            ${words.expiresAfter}
            <select name="expiresIn">
              ${EXPIRIES.map(
                (value) =>
                  html`<option value=${value} ?selected=${value === "24h"}>
                    ${words.expiries[value]}
                  </option>`,
              )}
            </select>
          </label>
          <label>
            ${words.howManyUses}
            <input name="maxUses" type="number" min="1" max="50" value="1" required />
          </label>
        </div>
        <label class="choice">
          <input
            type="checkbox"
            name="approval"
            .checked=${this.approval}
            @change=${this.#onApproval}
          />
          <span>
            <strong>${words.askMe}</strong>
            <span class="quiet">${words.askMeMeans}</span>
          </span>
        </label>
        <label>
          ${words.note}
          <textarea name="note" rows="2" maxlength="500"></textarea>
        </label>
        <p class="field-problem" role="alert">${this.problem}</p>
        <div class="actions">
          <button class="primary" ?disabled=${this.creating}>
            ${this.creating ? words.creating : words.create}
          </button>
          <button type="button" @click=${this.close}>${words.cancel}</button>
        </div>
      </form>
    `;
  }

  #ready(invite: Invite): TemplateResult {
    const now = new Date();
    const words = sharingWords();
    return html`
      <div class="stack">
        <h2 id="dialog-heading" tabindex="-1">${words.ready}</h2>
        <p>
          ${this.summary}
          ${words.goodUntil(clockTime(invite.expiresAt, now), relativeTime(invite.expiresAt, now))}
        </p>
        <lk-secret-link
          exportparts="link, qr"
          .secret=${invite}
          .caption=${this.summary}
        ></lk-secret-link>
        <p class="quiet">
          ${this.approval ? words.anyoneAsks : words.anyoneJoins} ${words.sendPrivately}
        </p>
        <div class="actions">
          <button type="button" @click=${this.close}>${words.done}</button>
        </div>
      </div>
    `;
  }

  /** Hosts, and links for several people, are let in one by one unless it is chosen otherwise. */
  readonly #onInput = (event: Event): void => {
    if (!this.#approvalChosen) {
      const fields = new FormData(event.currentTarget as HTMLFormElement);
      this.approval = textOf(fields, "role") === "host" || Number(textOf(fields, "maxUses")) > 1;
    }
  };

  readonly #onApproval = (event: Event): void => {
    this.#approvalChosen = true;
    this.approval = (event.target as HTMLInputElement).checked;
  };

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const name = textOf(fields, "name");
    const role = textOf(fields, "role") as Role;
    const maxUses = Number(textOf(fields, "maxUses"));
    this.creating = true;
    this.problem = "";
    try {
      this.invite = await this.invites.create({
        name,
        role,
        expiresIn: textOf(fields, "expiresIn") as Duration,
        maxUses,
        note: textOf(fields, "note"),
        requireApproval: this.approval,
      });
    } catch (error) {
      this.problem = sharingWords().notCreated(adviceOn(error));
      return;
    } finally {
      this.creating = false;
    }
    this.summary = sharingWords().summary(name, roleWords().names[role], maxUses);
    send(this, "lk-invited", this.invite);
    announce(sharingWords().readyNews(name));
  };
}

customElements.define("lk-invite-dialog", LkInviteDialog);
