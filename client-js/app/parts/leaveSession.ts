import { type TemplateResult, html } from "lit";

import type { Session } from "../../src/index.js";
import { saveCopyOf } from "../board/copies.js";
import { READS_CONTENT } from "../../src/elements/roles.js";

/** The way out, for this device alone, and what one may want to take along. */
export function leaveSession(
  session: Session,
  { leave, move }: { readonly leave: () => void; readonly move: () => void },
): TemplateResult {
  const hosts = session.members.list().filter(({ role }) => role === "host");
  return html`
    ${
      READS_CONTENT[session.role]
        ? html`<button
            type="button"
            @click=${() => {
              saveCopyOf(session);
            }}
          >
            Save a copy of the board
          </button>`
        : ""
    }
    <button type="button" @click=${move}>Continue on another device</button>
    <details>
      <summary>Leave this session</summary>
      <p>This deletes the session’s keys from this device. To come back you need a new invite.</p>
      ${
        session.role === "host" && hosts.length === 1
          ? html`<p class="warning">
              You are the only host. Without one nobody can be invited, let in or removed.
            </p>`
          : ""
      }
      <button type="button" class="danger" @click=${leave}>
        Leave and delete from this device
      </button>
    </details>
  `;
}
