import { type TemplateResult, css, html } from "lit";

import type { Member, Role } from "../../index.js";
import { spokenOnly } from "../parts/spokenOnly.js";
import { roleWords } from "../../words/en/roles.js";
import { peopleWords } from "../../words/en/people.js";
import { adviceOn } from "../advice.js";
import { announce } from "../announcer.js";
import { LkElement } from "../lkElement.js";
import { GIVEN_ROLES, shownName } from "../roles.js";
import { textOf } from "../formText.js";

/** What a host can do about another member. Sends `lk-remove` to be asked further. */
export class LkMemberActions extends LkElement {
  static override readonly styles = [
    LkElement.styles,
    css`
      form {
        gap: 0.6rem;
        padding: 0.7rem;
        border: 1px solid var(--line);
        border-radius: 0.55rem;
      }
    `,
  ];

  static override readonly properties = {
    member: { attribute: false },
    setRole: { attribute: false },
    chosen: { state: true },
    changing: { state: true },
    problem: { state: true },
  };

  declare member: Member;
  declare setRole: (role: Role) => Promise<void>;
  declare chosen: Role | null;
  declare changing: boolean;
  declare problem: string;

  constructor() {
    super();
    this.chosen = null;
    this.changing = false;
    this.problem = "";
  }

  override render(): TemplateResult {
    const words = peopleWords();
    const { names, meanings } = roleWords();
    const { role } = this.member;
    const roles = GIVEN_ROLES.includes(role) ? GIVEN_ROLES : [role, ...GIVEN_ROLES];
    const chosen = this.chosen ?? role;
    return html`
      <details>
        <summary>${words.manage(spokenOnly, this.#name)}</summary>
        <form class="stack" @submit=${this.#onSubmit}>
          <label>
            ${words.role}
            <select
              name="role"
              @change=${(event: Event) => {
                this.chosen = (event.target as HTMLSelectElement).value as Role;
              }}
            >
              ${roles.map(
                (it) => html`<option value=${it} .selected=${it === chosen}>${names[it]}</option>`,
              )}
            </select>
          </label>
          <p class="quiet">
            ${meanings[chosen]}
            ${role === "host" && chosen !== "host" ? words.hostLosesInvites : ""}
          </p>
          <p class="field-problem" role="alert">${this.problem}</p>
          <div class="actions">
            <button ?disabled=${this.changing || chosen === role}>
              ${this.changing ? words.changing : words.changeRole}
            </button>
            <button type="button" class="danger" @click=${this.#onRemove}>
              <span>${words.remove(spokenOnly, this.#name)}</span>
            </button>
          </div>
        </form>
      </details>
    `;
  }

  get #name(): string {
    return shownName(this.member, "host");
  }

  readonly #onRemove = (): void => {
    this.dispatchEvent(new CustomEvent("lk-remove"));
  };

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const role = textOf(new FormData(event.target as HTMLFormElement), "role") as Role;
    this.changing = true;
    this.problem = "";
    try {
      await this.setRole(role);
      this.chosen = null;
      announce(peopleWords().roleNews(this.#name, roleWords().within[role]));
      this.renderRoot.querySelector("details")?.removeAttribute("open");
      this.renderRoot.querySelector("summary")?.focus();
    } catch (error) {
      this.problem = peopleWords().roleUnchanged(adviceOn(error));
    } finally {
      this.changing = false;
    }
  };
}

customElements.define("lk-member-actions", LkMemberActions);
