import { type TemplateResult, html } from "lit";

import type { Emoji } from "../../index.js";

/** The seven pictures that two people compare, each with its word: to be read out as they stand. */
export function emojiRow(emoji: readonly Emoji[]): TemplateResult {
  return html`
    <ol class="emoji" aria-label="Pictures to compare">
      ${emoji.map(
        ({ symbol, name }) => html`<li><span aria-hidden="true">${symbol}</span> ${name}</li>`,
      )}
    </ol>
  `;
}
