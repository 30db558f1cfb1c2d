import { type TemplateResult, html } from "lit";

import type { Invite, InviteInfo } from "../../src/index.js";
import { ROLE_NAMES } from "../roles.js";
import { clockTime, relativeTime } from "../times.js";

export interface InviteRowActions {
  readonly show: (invite: Invite) => void;
  readonly revoke: (id: string) => void;
}

/** One invite in the host's list: for whom, what became of it, what can be done. */
export function inviteRow(info: InviteInfo, now: Date, actions: InviteRowActions): TemplateResult {
  const invite = info.invite;
  return html`
    <li class="invite" data-state=${info.state}>
      <div>
        <strong><bdi>${info.name ?? "Invited by another host"}</bdi></strong>
        <span class="tag">${ROLE_NAMES[info.role]}</span>
        <span class="badge ${info.state}">${STATE_NAMES[info.state]}</span>
        <p class="quiet">${outcomeOf(info, now)}</p>
        ${
          info.failed === 0
            ? ""
            : html`<p class="warning">
                ${info.failed} refused
                ${info.failed === 1 ? "try" : "tries"}${
                  info.lastFailedAt === null ? "" : `, last ${relativeTime(info.lastFailedAt, now)}`
                }.
                Somebody else may have the link.
              </p>`
        }
      </div>
      ${
        info.state === "ready"
          ? html`<div class="actions">
              ${
                invite === null
                  ? ""
                  : html`<button
                      type="button"
                      @click=${() => {
                        actions.show(invite);
                      }}
                    >
                      Link and QR
                    </button>`
              }
              <button
                type="button"
                class="danger"
                @click=${() => {
                  actions.revoke(info.id);
                }}
              >
                Revoke
              </button>
            </div>`
          : ""
      }
    </li>
  `;
}

const STATE_NAMES: Readonly<Record<InviteInfo["state"], string>> = {
  ready: "Waiting",
  used: "Used",
  expired: "Expired",
  revoked: "Revoked",
};

function outcomeOf(info: InviteInfo, now: Date): string {
  const uses = info.maxUses === 1 ? "" : ` ${String(info.used)} of ${String(info.maxUses)} used.`;
  switch (info.state) {
    case "ready":
      return (
        `${info.opened === 0 ? "Not opened yet" : `Looked at ${times(info.opened)}`}, ` +
        `expires ${relativeTime(info.expiresAt, now)} (${clockTime(info.expiresAt, now)}).${uses}`
      );
    case "used":
      return info.maxUses === 1 ? "Joined." : `All ${String(info.maxUses)} places were taken.`;
    case "expired":
      return `Since ${clockTime(info.expiresAt, now)}.${uses}`;
    case "revoked":
      return `Nobody can join by it any more.${uses}`;
  }
}

function times(count: number): string {
  return count === 1 ? "once" : `${String(count)} times`;
}
