import { type TemplateResult, html } from "lit";

import { frameWords } from "../../words/en/frame.js";
import { generalProblem } from "../problem.js";
import { pausedUntil, type Trouble } from "../trouble.js";
import "./problemPanel.js";
import "./retryLater.js";

/** What went wrong, and how to go on: `retry` does again what failed. */
export function troubleView(
  trouble: Trouble,
  broker: URL | null,
  retry: () => void,
): TemplateResult {
  const until = pausedUntil(trouble);
  return until === null
    ? html`<lk-problem .problem=${generalProblem(trouble.error, broker, retry)}></lk-problem>`
    : html`<lk-retry-later .until=${until} @lk-retry=${retry}></lk-retry-later>`;
}

/** A page that has nothing to show but that. */
export function troublePage(trouble: Trouble, broker: URL, retry: () => void): TemplateResult {
  return html`<main class="page narrow">${troubleView(trouble, broker, retry)}</main>`;
}

/** In the place of a list that could not be fetched: neither empty nor on its way. */
export function notLoaded(what: string, retry: () => void): TemplateResult {
  return html`
    <div class="empty stack" role="alert">
      <p>${frameWords().notLoaded(what)}</p>
      <div class="actions">
        <button type="button" @click=${retry}>${frameWords().tryAgain}</button>
      </div>
    </div>
  `;
}
