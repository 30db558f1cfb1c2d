import { type TemplateResult, html } from "lit";

import type { Emoji } from "../../index.js";
import { peopleWords } from "../../words/en/people.js";
import { emojiWords } from "../../words/en/emoji.js";

/** The seven pictures that two people compare, each with its word: to be read out as they stand. */
export function emojiRow(emoji: readonly Emoji[]): TemplateResult {
  return html`
    <ol class="emoji" translate="no" aria-label=${peopleWords().pictures}>
      ${emoji.map(
        ({ symbol, name }) =>
          html`<li><span aria-hidden="true">${symbol}</span> ${emojiWords()[name] ?? name}</li>`,
      )}
    </ol>
  `;
}
