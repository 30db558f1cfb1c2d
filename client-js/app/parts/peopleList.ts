import { type TemplateResult, html } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { Member, Role, Session } from "../../src/index.js";
import { adviceOn } from "../advice.js";
import { announce } from "../announcer.js";
import { LightElement } from "../lightElement.js";
import { SessionWatch } from "../pages/sessionWatch.js";
import { shownName } from "../roles.js";
import "./memberActions.js";
import { memberColour } from "./memberColour.js";
import { memberRow } from "./memberRow.js";
import { type RemovalPlan, planRemoval } from "./removalPlan.js";
import "./removeDialog.js";

/** Who is in, as this client folded it from signed statements; a host manages them here. */
export class LkPeopleList extends LightElement {
  static override readonly properties = {
    session: { attribute: false },
    plan: { state: true },
    problem: { state: true },
  };

  declare session: Session;
  /** The removal that is asked about, or whose outcome is shown. */
  declare plan: RemovalPlan | null;
  declare problem: string;

  readonly #watch = new SessionWatch(this, ["members", "role"]);
  #known: ReadonlySet<string> | null = null;

  constructor() {
    super();
    this.plan = null;
    this.problem = "";
  }

  override willUpdate(): void {
    this.#watch.follow(this.session);
    this.#announceNewcomers(this.session.members.list());
  }

  override render(): TemplateResult {
    const members = this.session.members.list();
    return html`
      <ul class="people" aria-label="People">
        ${repeat(
          members,
          ({ id }) => id,
          (member) =>
            memberRow(
              member,
              shownName(member, this.session.role),
              memberColour(members, member.id),
              this.#actions(member),
            ),
        )}
      </ul>
      ${members.length === 1 ? html`<p class="quiet">You are the only one here.</p>` : ""}
      <p class="field-problem" role="alert">${this.problem}</p>
      ${
        this.plan === null
          ? ""
          : html`<lk-remove-dialog
              .plan=${this.plan}
              @lk-closed=${() => {
                this.plan = null;
              }}
            ></lk-remove-dialog>`
      }
    `;
  }

  /** Nobody manages themselves, and nobody the host whose key the session’s ID names. */
  #actions(member: Member): TemplateResult | "" {
    if (this.session.role !== "host" || member.self || member.inviteId === null) {
      return "";
    }
    return html`<lk-member-actions
      .member=${member}
      .setRole=${(role: Role) => this.session.members.setRole(member.id, role)}
      @lk-remove=${() => this.#askToRemove(member)}
    ></lk-member-actions>`;
  }

  async #askToRemove(member: Member): Promise<void> {
    this.problem = "";
    try {
      this.plan = await planRemoval(this.session, member);
    } catch (error) {
      this.problem = `Nobody was removed: the invites could not be loaded. ${adviceOn(error)}`;
    }
  }

  #announceNewcomers(members: readonly Member[]): void {
    const known = this.#known;
    const named = members.filter((member) => member.name !== "");
    if (known !== null) {
      const fresh = named.filter((member) => !known.has(member.id)).map((member) => member.name);
      if (fresh.length > 0) {
        announce(`${new Intl.ListFormat("en").format(fresh)} joined.`);
      }
    }
    this.#known = new Set(named.map((member) => member.id));
  }
}

customElements.define("lk-people-list", LkPeopleList);
