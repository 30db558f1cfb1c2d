import { type TemplateResult, html } from "lit";

import type { Invite, InviteInfo, Member } from "../../src/index.js";
import { ROLE_NAMES } from "../roles.js";
import { clockTime, relativeTime } from "../times.js";

export interface InviteRowActions {
  readonly show: (invite: Invite) => void;
  readonly revoke: (id: string) => void;
}

/** One invite in the host's list: for whom, what became of it, what can be done. */
export function inviteRow(
  info: InviteInfo,
  members: readonly Member[],
  actions: InviteRowActions,
): TemplateResult {
  const now = new Date();
  const invite = info.invite;
  const joined = members.filter((member) => member.inviteId === info.id);
  return html`
    <li class="invite" data-state=${info.state}>
      <div>
        <strong><bdi>${info.name ?? "Invited by another host"}</bdi></strong>
        <span class="tag">${ROLE_NAMES[info.role]}</span>
        <span class="badge ${info.state}">${STATE_NAMES[info.state]}</span>
        ${joined.length === 0 ? "" : html`<p><bdi>${namesOf(joined)}</bdi> joined.</p>`}
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

const LIST = new Intl.ListFormat("en");

const STATE_NAMES: Readonly<Record<InviteInfo["state"], string>> = {
  ready: "Waiting",
  used: "Used",
  expired: "Expired",
  revoked: "Revoked",
};

function outcomeOf(info: InviteInfo, now: Date): string {
  const looks = info.opened === 0 ? "Not looked at yet." : `Looked at ${times(info.opened)}.`;
  const uses = `${String(info.used)} of ${String(info.maxUses)} joined`;
  const end = clockTime(info.expiresAt, now);
  switch (info.state) {
    case "ready":
      return `${looks} ${uses}. Expires ${relativeTime(info.expiresAt, now)} (${end}).`;
    case "used":
      return `${looks} ${uses}.`;
    case "expired":
      return `${looks} ${uses}. Expired ${end}.`;
    case "revoked":
      return `${looks} ${uses}. Nobody can join by it any more.`;
  }
}

function namesOf(members: readonly Member[]): string {
  return LIST.format(members.map(({ name }) => (name === "" ? "Somebody new" : name)));
}

function times(count: number): string {
  return count === 1 ? "once" : `${String(count)} times`;
}
