import { type TemplateResult, html } from "lit";

import type { ComparisonRequest } from "../../index.js";

/** Another member asks to compare pictures. */
export function compareRequest(
  { by }: ComparisonRequest,
  answers: { readonly accept: () => void; readonly decline: () => void },
): TemplateResult {
  return html`
    <div class="notice stack" role="group" aria-label="Compare pictures">
      <p><bdi>${by.name}</bdi> wants to compare pictures with you, by phone or face to face.</p>
      <div class="actions">
        <button type="button" class="primary" @click=${answers.accept}>Compare now</button>
        <button type="button" @click=${answers.decline}>Not now</button>
      </div>
    </div>
  `;
}
