import { type TemplateResult, html } from "lit";

import type { InvitePreview, SessionSummary } from "../../index.js";
import { READS_CONTENT, ROLE_MEANINGS, ROLE_NAMES } from "../roles.js";
import { theirLanguage } from "../theirLanguage.js";
import { clockTime, relativeTime } from "../times.js";
import { wordsIn } from "../formText.js";

export interface JoinCard {
  readonly preview: InvitePreview;
  readonly joining: boolean;
  /** What this device is in the session already, by another way in. */
  readonly already: SessionSummary | null;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly onJoin: (press: MouseEvent) => void;
  /** Leads to the session that this device is in already. */
  readonly onOpen: () => void;
}

/** Who invites whom to what, as what; and the one button that uses the invite. */
export function joinCard(card: JoinCard): TemplateResult {
  const { preview, joining, already } = card;
  const named = READS_CONTENT[preview.role];
  const now = new Date();
  return html`
    <form
      class="card"
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      <h1 tabindex="-1">
        <bdi>${preview.host.name}</bdi> invites <bdi>${preview.invitee}</bdi> to
        <em><bdi lang=${theirLanguage}>${preview.sessionTitle}</bdi></em>
      </h1>
      <p><span class="tag">${ROLE_NAMES[preview.role]}</span> ${ROLE_MEANINGS[preview.role]}</p>
      ${preview.note === "" ? "" : html`<blockquote><bdi>${preview.note}</bdi></blockquote>`}
      ${already === null ? "" : alreadyIn(already, card.onOpen)} ${named ? nameField(card) : ""}
      <div class="actions">
        <button class="primary" ?disabled=${joining} @click=${card.onJoin}>
          ${buttonText(card)}
        </button>
      </div>
      ${
        preview.requiresApproval
          ? html`<p>
              <bdi>${preview.host.name}</bdi> lets people in one by one: you wait a moment.
            </p>`
          : ""
      }
      <p class="quiet">
        ${preview.usesLeft === 1 ? "One use" : `${String(preview.usesLeft)} uses left`}, expires
        ${relativeTime(preview.expiresAt, now)} (${clockTime(preview.expiresAt, now)}). Nothing has
        been used by opening this page.
      </p>
      <details>
        <summary>What will others see?</summary>
        <p>
          ${
            named
              ? "Everybody in the session sees the name you choose, your role and when you write."
              : `Everybody in the session sees that an ${ROLE_NAMES[preview.role].toLowerCase()} ` +
                "is in. No name: it would take a key that you are not given."
          }
          The server sees that a device joined, when, and how much it sends, and never what.
        </p>
      </details>
    </form>
  `;
}

function buttonText({ joining, preview }: JoinCard): string {
  if (joining) {
    return preview.requiresApproval ? "Asking…" : "Joining…";
  }
  return preview.requiresApproval ? "Ask to join" : "Join session";
}

function nameField({ name, joining, onName }: JoinCard): TemplateResult {
  return html`
    <label>
      Your name
      <input
        name="displayName"
        autocomplete="name"
        maxlength="64"
        required
        .value=${name}
        ?disabled=${joining}
        @input=${(event: InputEvent) => {
          onName(wordsIn(event));
        }}
      />
    </label>
  `;
}

function alreadyIn(session: SessionSummary, open: () => void): TemplateResult {
  return html`<p class="notice" role="note">
    You are in this session already, as
    <bdi>${session.displayName}</bdi> (${ROLE_NAMES[session.role]}).
    <button type="button" class="plain" @click=${open}>Open it</button>, or join once more.
  </p>`;
}
