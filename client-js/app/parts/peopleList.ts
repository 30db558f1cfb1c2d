import { type TemplateResult, html } from "lit";

import type { Member, Session } from "../../src/index.js";
import { announce } from "../announcer.js";
import { LightElement } from "../lightElement.js";
import { SessionWatch } from "../pages/sessionWatch.js";
import { ROLE_NAMES, shownName } from "../roles.js";
import { memberColour } from "./memberColour.js";

/** Who is in, as this client folded it from signed statements. */
export class LkPeopleList extends LightElement {
  static override readonly properties = { session: { attribute: false } };

  declare session: Session;

  readonly #watch = new SessionWatch(this, ["members"]);
  #known: ReadonlySet<string> | null = null;

  override willUpdate(): void {
    this.#watch.follow(this.session);
    this.#announceNewcomers(this.session.members.list());
  }

  override render(): TemplateResult {
    const members = this.session.members.list();
    return html`
      <ul class="people" aria-label="People">
        ${members.map((member) =>
          memberRow(member, shownName(member, this.session.role), memberColour(members, member.id)),
        )}
      </ul>
      ${members.length === 1 ? html`<p class="quiet">You are the only one here.</p>` : ""}
    `;
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

function memberRow(member: Member, name: string, colour: string): TemplateResult {
  return html`
    <li>
      <span class="avatar colour-${colour}" aria-hidden="true">${initialOf(name)}</span>
      <span>
        <bdi>${name}</bdi>
        ${member.self ? html`<span class="quiet">(you)</span>` : ""}
        ${
          name === ROLE_NAMES[member.role]
            ? ""
            : html`<span class="quiet role">${ROLE_NAMES[member.role]}</span>`
        }
      </span>
    </li>
  `;
}

function initialOf(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return first?.segment.toUpperCase() ?? "?";
}

customElements.define("lk-people-list", LkPeopleList);
