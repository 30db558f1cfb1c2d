import { type TemplateResult, html } from "lit";

import type { LedgerEntryInfo } from "../../index.js";
import { ledgerWords } from "../../words/en/ledger.js";
import { type LedgerFilter, isEmpty, NO_MEMBER } from "./ledgerFilter.js";
import type { LedgerReader } from "./reader.js";
import { capitalised, plainText } from "./sentence.js";

/** What to show of a ledger: `change` is given every choice, `clear` ends them all. */
export function filterForm(
  filter: LedgerFilter,
  people: readonly Person[],
  change: (part: Partial<LedgerFilter>) => void,
  clear: () => void,
): TemplateResult {
  const words = ledgerWords();
  return html`
    <form
      class="filter"
      role="search"
      aria-label=${words.filter}
      @change=${(event: Event) => {
        const { name, value } = event.target as HTMLInputElement;
        change({ [name]: value });
      }}
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      ${select(
        words.person,
        "person",
        filter.person,
        people.map(({ id, name }) => [id, name]),
      )}
      ${select(words.event, "event", filter.event, Object.entries(words.groups))}
      ${select(words.result, "result", filter.result, Object.entries(words.results))}
      ${dayField(words.from, "from", filter)} ${dayField(words.to, "to", filter)}
      ${
        isEmpty(filter)
          ? ""
          : html`<button type="button" class="clear" @click=${clear}>${words.clear}</button>`
      }
    </form>
  `;
}

export interface Person {
  /** As in {@link LedgerFilter.person}. */
  readonly id: string;
  readonly name: string;
}

/** Whoever appears in these entries, in the order of appearance; then those who are no member. */
export function peopleIn(
  entries: readonly LedgerEntryInfo[],
  reader: LedgerReader,
): readonly Person[] {
  const people = new Map<string, string>();
  for (const { actor } of entries) {
    if (actor.kind === "member" && !people.has(actor.id)) {
      people.set(actor.id, plainText(capitalised(reader.actor(actor))));
    }
  }
  return [
    ...[...people].map(([id, name]) => ({ id, name })),
    ...NO_MEMBER.map((kind) => ({
      id: kind,
      name: plainText(capitalised(reader.actor({ kind }))),
    })),
  ];
}

function select(
  label: string,
  name: keyof LedgerFilter,
  chosen: string,
  choices: readonly (readonly [value: string, text: string])[],
): TemplateResult {
  const words = ledgerWords();
  const listed = chosen === "" || choices.some(([value]) => value === chosen);
  const all = [
    ["", words.all] as const,
    ...choices,
    ...(listed ? [] : [[chosen, words.nobodyHere] as const]),
  ];
  return html`<label>
    ${label}
    <select name=${name} autocomplete="off">
      ${all.map(
        ([value, text]) =>
          html`<option value=${value} .selected=${value === chosen}>${text}</option>`,
      )}
    </select>
  </label>`;
}

function dayField(label: string, name: "from" | "to", filter: LedgerFilter): TemplateResult {
  return html`<label>
    ${label}
    <input
      name=${name}
      type="date"
      autocomplete="off"
      .value=${filter[name]}
      min=${name === "to" ? filter.from : ""}
      max=${name === "from" ? filter.to : ""}
    />
  </label>`;
}
