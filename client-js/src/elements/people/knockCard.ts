import { type TemplateResult, html } from "lit";

import type { Knock } from "../../index.js";
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
  return html`
    <li class="knock" aria-labelledby="knock-${knock.member}">
      <p id="knock-${knock.member}">
        <strong><bdi>${name}</bdi></strong> wants to come in.
      </p>
      <p class="quiet">${invitedAs(knock)}</p>
      ${
        rivals > 0
          ? html`<p class="warning">
              ${rivals + 1} ask by this invite. Compare the pictures before you let one in.
            </p>`
          : ""
      }
      ${
        emoji === null
          ? html`<p class="quiet">Preparing the pictures to compare…</p>`
          : html`<details ?open=${rivals > 0}>
              <summary>Compare pictures<bdi class="visually-hidden"> with ${name}</bdi></summary>
              <p>Call or meet. Both of you must see the same seven, in this order:</p>
              ${emojiRow(emoji)}
            </details>`
      }
      <div class="actions">
        ${answerButton("Admit", "admit", "primary")} ${answerButton("Decline", "decline", "")}
        ${answerButton("Decline and block", "block", "danger")}
      </div>
    </li>
  `;

  function answerButton(label: string, kind: KnockAnswer, style: string): TemplateResult {
    return html`<button
      type="button"
      class=${style}
      ?disabled=${answered !== null || (kind === "admit" && emoji === null)}
      @click=${() => {
        answer(kind);
      }}
    >
      ${answered === kind ? "One moment…" : label}<bdi class="visually-hidden"> ${name}</bdi>
    </button>`;
  }
}

export function nameOf({ name, inviteName }: Knock): string {
  return name === "" ? (inviteName ?? "Somebody") : name;
}

function invitedAs({ name, inviteName }: Knock): TemplateResult | string {
  if (inviteName === null) {
    return "By an invite that another host made.";
  }
  return name === "" || name === inviteName
    ? html`By your invite for <bdi>${inviteName}</bdi>.`
    : html`By your invite for <bdi>${inviteName}</bdi>, under another name.`;
}
