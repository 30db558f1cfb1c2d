import { type TemplateResult, html } from "lit";

import type { Member } from "../../index.js";
import { roleWords } from "../../words/en/roles.js";
import { peopleWords } from "../../words/en/people.js";

/** One person in the list of those who are in; `more` is what can be done about them. */
export function memberRow(
  member: Member,
  name: string,
  colour: string,
  more: TemplateResult | "",
): TemplateResult {
  const role = roleWords().names[member.role];
  return html`
    <li>
      <span class="avatar colour-${colour}" aria-hidden="true">${initialOf(name)}</span>
      <div>
        <bdi>${name}</bdi>
        ${member.self ? html`<span class="quiet">${peopleWords().you}</span>` : ""}
        ${name === role ? "" : html`<span class="quiet role">${role}</span>`} ${more}
      </div>
    </li>
  `;
}

function initialOf(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return first?.segment.toUpperCase() ?? "?";
}
