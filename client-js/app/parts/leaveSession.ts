import { type TemplateResult, html } from "lit";

import type { Session } from "../../src/index.js";
import { sessionWords } from "../../src/words/en/session.js";
import { handoverWords } from "../../src/words/en/handover.js";
import { saveCopyOf } from "../surfaces/copies.js";
import { surfaceOf } from "../surfaces/surface.js";
import { READS_CONTENT } from "../../src/elements/roles.js";

/** The way out, for this device alone, and what one may want to take along. */
export function leaveSession(
  session: Session,
  { leave, move }: { readonly leave: () => void; readonly move: () => void },
): TemplateResult {
  const hosts = session.members.list().filter(({ role }) => role === "host");
  const words = sessionWords();
  return html`
    ${READS_CONTENT[session.role] ? saveButton(session) : ""}
    <button type="button" @click=${move}>${handoverWords().continueElsewhere}</button>
    <details>
      <summary>${words.leave}</summary>
      <p>${words.leaving}</p>
      ${
        session.role === "host" && hosts.length === 1
          ? html`<p class="warning">${words.onlyHost}</p>`
          : ""
      }
      <button type="button" class="danger" @click=${leave}>${words.leaveNow}</button>
    </details>
  `;
}

/** Of a game there is nothing to keep. */
function saveButton(session: Session): TemplateResult | "" {
  const surface = surfaceOf(session);
  return surface === null || surface === "game"
    ? ""
    : html`<button
        type="button"
        @click=${() => {
          saveCopyOf(session);
        }}
      >
        ${sessionWords().saveCopyOf[surface]}
      </button>`;
}
