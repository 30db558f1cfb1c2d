import { type TemplateResult, html } from "lit";

import { frameWords } from "../../src/words/en/frame.js";
import { LANGUAGES, type Language } from "../../src/words/language.js";
import { language } from "../../src/words/words.js";
import { choose } from "../language.js";

/** What each language is called by those who speak it. */
const NAMES: Readonly<Record<(typeof LANGUAGES)[number], string>> = {
  en: "English",
  de: "Deutsch",
};

/** Chooses the language of every page. */
export function languageChoice(): TemplateResult {
  return html`<label class="language">
    ${frameWords().language}
    <select
      autocomplete="off"
      translate="no"
      @change=${(event: Event) => void choose((event.target as HTMLSelectElement).value as Language)}
    >
      ${LANGUAGES.map(
        (it) =>
          html`<option value=${it} lang=${it} .selected=${it === language()}>${NAMES[it]}</option>`,
      )}
    </select>
  </label>`;
}
