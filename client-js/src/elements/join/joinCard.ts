import { type TemplateResult, html } from "lit";

import type { InvitePreview, SessionSummary } from "../../index.js";
import { roleWords } from "../../words/en/roles.js";
import { joiningWords } from "../../words/en/joining.js";
import { READS_CONTENT } from "../roles.js";
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
  const words = joiningWords();
  const host = html`<bdi>${preview.host.name}</bdi>`;
  const title = html`<em><bdi lang=${theirLanguage}>${preview.sessionTitle}</bdi></em>`;
  return html`
    <form
      class="card"
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      <h1 tabindex="-1">${words.invites(host, html`<bdi>${preview.invitee}</bdi>`, title)}</h1>
      <p>
        <span class="tag">${roleWords().names[preview.role]}</span>
        ${roleWords().meanings[preview.role]}
      </p>
      ${preview.note === "" ? "" : html`<blockquote><bdi>${preview.note}</bdi></blockquote>`}
      ${already === null ? "" : alreadyIn(already, card.onOpen)} ${named ? nameField(card) : ""}
      <div class="actions">
        <button class="primary" ?disabled=${joining} @click=${card.onJoin}>
          ${buttonText(card)}
        </button>
      </div>
      ${preview.requiresApproval ? html`<p>${words.oneByOne(host)}</p>` : ""}
      <p class="quiet">
        ${words.terms(
          preview.usesLeft,
          relativeTime(preview.expiresAt, now),
          clockTime(preview.expiresAt, now),
        )}
      </p>
      <details>
        <summary>${words.whatOthersSee}</summary>
        <p>${named ? words.nameSeen : words.auditorSeen} ${words.serverSees}</p>
      </details>
    </form>
  `;
}

function buttonText({ joining, preview }: JoinCard): string {
  const words = joiningWords();
  if (joining) {
    return preview.requiresApproval ? words.asking : words.joining;
  }
  return preview.requiresApproval ? words.ask : words.join;
}

function nameField({ name, joining, onName }: JoinCard): TemplateResult {
  return html`
    <label>
      ${joiningWords().yourName}
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
    ${joiningWords().alreadyIn(
      html`<bdi>${session.displayName}</bdi>`,
      roleWords().names[session.role],
      (text) => html`<button type="button" class="plain within" @click=${open}>${text}</button>`,
    )}
  </p>`;
}
