import { type TemplateResult, html } from "lit";

import type { Member, Removal, Role } from "../../index.js";
import { roleWords } from "../../words/en/roles.js";
import { peopleWords } from "../../words/en/people.js";
import { adviceOn } from "../advice.js";
import { announce } from "../announcer.js";
import { DialogElement } from "../dialogElement.js";
import { shownName } from "../roles.js";
import type { RemovalPlan } from "./removalPlan.js";
import { removalReceipt } from "./removalReceipt.js";

/** Asks before it removes somebody, says what that does and what not, then what it has done. */
export class LkRemoveDialog extends DialogElement {
  static override readonly properties = {
    plan: { attribute: false },
    removal: { state: true },
    removing: { state: true },
    problem: { state: true },
  };

  declare plan: RemovalPlan;
  declare removal: Removal | null;
  declare removing: boolean;
  declare problem: string;

  #unlisten: (() => void) | null = null;

  constructor() {
    super();
    this.removal = null;
    this.removing = false;
    this.problem = "";
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unlisten?.();
  }

  protected override content(): TemplateResult {
    const name = nameOf(this.plan.member);
    return this.removal === null
      ? this.#question(name)
      : html`<div class="stack">
          ${removalReceipt(name, this.removal)}
          <div class="actions">
            <button type="button" @click=${this.close}>${peopleWords().done}</button>
          </div>
        </div>`;
  }

  #question(name: string): TemplateResult {
    const { invited, open } = this.plan;
    const words = peopleWords();
    const named = (): TemplateResult => html`<bdi>${name}</bdi>`;
    return html`
      <form class="stack" @submit=${this.#onSubmit}>
        <h2 id="dialog-heading" tabindex="-1" autofocus>${words.removeQuestion(named())}</h2>
        <p>${words.removeMeans(named)}</p>
        ${
          invited.length === 0
            ? ""
            : choices(
                words.invitedThese(named()),
                "invited",
                invited.map((it) => [it.id, nameOf(it), it.role]),
              )
        }
        ${
          open.length === 0
            ? ""
            : choices(
                words.openInvites,
                "open",
                open.map((it) => [it.id, it.name ?? words.ofAnotherHost, it.role]),
              )
        }
        <p class="quiet">
          ${open.length === 0 ? words.invitesStop(named()) : words.otherInvitesStop(named())}
        </p>
        <p class="field-problem" role="alert">${this.problem}</p>
        <div class="actions">
          <button type="button" @click=${this.close}>${words.cancel}</button>
          <button class="danger" ?disabled=${this.removing}>
            ${this.removing ? words.removing : html`<span>${words.removeNow(named())}</span>`}
          </button>
        </div>
      </form>
    `;
  }

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const { member, remove } = this.plan;
    this.removing = true;
    this.problem = "";
    try {
      const ids = [member.id, ...ticked(fields, "invited")];
      this.removal = await remove(ids, ticked(fields, "open"));
    } catch (error) {
      this.problem = peopleWords().notRemoved(adviceOn(error));
      return;
    } finally {
      this.removing = false;
    }
    announce(peopleWords().removedNews(nameOf(member)));
    this.#follow(this.removal);
  };

  /** The receipt changes as the others come by for the new key. */
  #follow(removal: Removal): void {
    this.#unlisten = removal.onChange(() => {
      this.requestUpdate();
      if (removal.unconfirmed.length === 0) {
        announce(peopleWords().unconfirmed(0));
      }
    });
  }
}

function choices(
  legend: unknown,
  field: string,
  rows: readonly (readonly [id: string, name: string, role: Role])[],
): TemplateResult {
  return html`
    <fieldset>
      <legend>${legend}</legend>
      ${rows.map(
        ([id, name, role]) => html`
          <label class="choice">
            <input type="checkbox" name=${field} value=${id} />
            <span><bdi>${name}</bdi> <span class="quiet">${roleWords().names[role]}</span></span>
          </label>
        `,
      )}
    </fieldset>
  `;
}

function ticked(fields: FormData, name: string): readonly string[] {
  return fields.getAll(name).filter((value) => typeof value === "string");
}

function nameOf(member: Member): string {
  return shownName(member, "host");
}

customElements.define("lk-remove-dialog", LkRemoveDialog);
