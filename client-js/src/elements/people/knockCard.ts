import { type TemplateResult, html } from "lit";

import type { Knock } from "../../index.js";
import { spokenOnly } from "../parts/spokenOnly.js";
import type { Said } from "../../words/say.js";
import { roleWords } from "../../words/en/roles.js";
import { knockingWords } from "../../words/en/knocking.js";
import { emojiRow } from "../parts/emojiRow.js";

export type KnockAnswer = "admit" | "decline" | "block";

/**
 * One person at the door: who they say they are, by which invite, and what a host can answer;
 * `rivals` is how many others ask by the same invite.
 */
export function knockCard(
  knock: Knock,
  rivals: number,
  answered: KnockAnswer | null,
  answer: (answer: KnockAnswer) => void,
): TemplateResult {
  const { emoji } = knock;
  const name = nameOf(knock);
  const words = knockingWords();
  return html`
    <li class="knock" aria-labelledby="knock-${knock.member}">
      <p id="knock-${knock.member}">${words.wants(html`<strong><bdi>${name}</bdi></strong>`)}</p>
      <p class="quiet">${invitedAs(knock)}</p>
      ${rivals > 0 ? html`<p class="warning">${words.rivals(rivals + 1)}</p>` : ""}
      ${
        emoji === null
          ? html`<p class="quiet">${words.preparing}</p>`
          : html`<details ?open=${rivals > 0}>
              <summary>${words.compare(spokenOnly, name)}</summary>
              <p>${words.callOrMeet}</p>
              ${emojiRow(emoji)}
            </details>`
      }
      <div class="actions">
        ${answerButton("admit", "primary")} ${answerButton("decline", "")}
        ${answerButton("block", "danger")}
      </div>
    </li>
  `;

  function answerButton(kind: KnockAnswer, style: string): TemplateResult {
    return html`<button
      type="button"
      class=${style}
      ?disabled=${answered !== null || (kind === "admit" && emoji === null)}
      @click=${() => {
        answer(kind);
      }}
    >
      ${(answered === kind ? words.oneMoment : words.answers[kind])(spokenOnly, name)}
    </button>`;
  }
}

export function nameOf({ name, inviteName }: Knock): string {
  return name === "" ? (inviteName ?? roleWords().unknown) : name;
}

function invitedAs({ name, inviteName }: Knock): Said<TemplateResult> | string {
  const words = knockingWords();
  if (inviteName === null) {
    return words.byAnotherHost;
  }
  const shown = html`<bdi>${inviteName}</bdi>`;
  return name === "" || name === inviteName ? words.byYours(shown) : words.byYoursRenamed(shown);
}
