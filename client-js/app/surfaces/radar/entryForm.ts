import { type TemplateResult, html } from "lit";

import { textOf, wordsIn } from "../../../src/elements/formText.js";
import { radarWords } from "../../../src/words/en/radar.js";
import { type Entry, MOST_NAME_CHARS } from "./radarBook.js";
import { sectorChoice } from "./sectorChoice.js";

export type NewEntry = Pick<Entry, "name" | "quadrant" | "ring">;

/** Where an entry is written; quadrant and ring stay as they are for the next one. */
export function entryForm(add: (entry: NewEntry) => void): TemplateResult {
  const words = radarWords();
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form);
    add({
      name: textOf(fields, "entry"),
      quadrant: Number(textOf(fields, "quadrant")),
      ring: Number(textOf(fields, "ring")),
    });
    const name = form.querySelector("input");
    if (name !== null) {
      name.value = "";
      name.focus();
    }
  };
  return html`<form class="new-entry" @submit=${onSubmit}>
    <label>
      ${words.newEntry}
      <input
        name="entry"
        autocomplete="off"
        maxlength=${MOST_NAME_CHARS}
        required
        @input=${wordsIn}
      />
    </label>
    <label>${words.quadrant} ${sectorChoice("quadrant", { chosen: 0 })}</label>
    <label>${words.ring} ${sectorChoice("ring", { chosen: 1 })}</label>
    <button class="primary">${words.add}</button>
  </form>`;
}
