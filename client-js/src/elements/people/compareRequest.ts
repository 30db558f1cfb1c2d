import { type TemplateResult, html } from "lit";

import type { ComparisonRequest } from "../../index.js";
import { peopleWords } from "../../words/en/people.js";

/** Another member asks to compare pictures. */
export function compareRequest(
  { by }: ComparisonRequest,
  answers: { readonly accept: () => void; readonly decline: () => void },
): TemplateResult {
  const words = peopleWords();
  return html`
    <div class="notice stack" role="group" aria-label=${words.comparePictures}>
      <p>${words.wantsToCompare(html`<bdi>${by.name}</bdi>`)}</p>
      <div class="actions">
        <button type="button" class="primary" @click=${answers.accept}>${words.compareNow}</button>
        <button type="button" @click=${answers.decline}>${words.notNow}</button>
      </div>
    </div>
  `;
}
