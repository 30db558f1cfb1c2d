import { type TemplateResult, html } from "lit";

import type { Invite, InviteInfo, Member } from "../../src/index.js";
import { ROLE_NAMES, shownName } from "../../src/elements/roles.js";
import { clockTime, relativeTime } from "../../src/elements/times.js";
import "../../src/elements/parts/confirmButton.js";

export interface InviteRowActions {
  readonly show: (invite: Invite) => void;
  readonly renew: () => void;
  readonly extend: () => void;
  readonly revoke: () => void;
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
  const whom = whomItIsFor(info, members);
  const severalHosts = members.filter(({ role }) => role === "host").length > 1;
  return html`
    <li class="invite" data-state=${info.state}>
      <div>
        <strong><bdi>${whom}</bdi></strong>
        <span class="tag">${ROLE_NAMES[info.role]}</span>
        <span class="badge ${info.state}">${STATE_NAMES[info.state]}</span>
        ${joined.length === 0 ? "" : html`<p><bdi>${namesOf(joined)}</bdi> joined.</p>`}
        <p class="quiet">
          ${outcomeOf(info, now)}
          ${severalHosts ? html`Number <code>${info.id.slice(0, SHORT_ID_CHARS)}</code>.` : ""}
        </p>
        ${warnings(info, now)}
      </div>
      <div class="actions">
        ${
          info.state === "ready" && invite !== null
            ? html`<button
                type="button"
                @click=${() => {
                  actions.show(invite);
                }}
              >
                Link and QR
              </button>`
            : ""
        }
        ${info.name === null ? "" : newLink(info, whom, actions.renew)}
        ${info.name !== null && info.state === "ready" ? oneMoreDay(whom, actions.extend) : ""}
        ${
          info.state === "ready"
            ? html`<lk-confirm-button
                .label=${"Revoke"}
                .of=${`the invite for ${whom}`}
                .question=${"Revoke this invite? Its link stops working for good."}
                .yes=${"Revoke it"}
                .no=${"Keep it"}
                @lk-confirmed=${actions.revoke}
              ></lk-confirm-button>`
            : ""
        }
      </div>
    </li>
  `;
}

/** The same invite with another link; the old link dies. */
function newLink(info: InviteInfo, whom: string, renew: () => void): TemplateResult {
  return html`<button type="button" @click=${renew}>
    ${info.state === "ready" ? "New link" : "Invite again"}<span class="visually-hidden">
      for ${whom}</span
    >
  </button>`;
}

/** The same link, good for longer. */
function oneMoreDay(whom: string, extend: () => void): TemplateResult {
  return html`<button type="button" @click=${extend}>
    One more day<span class="visually-hidden"> for ${whom}</span>
  </button>`;
}

function warnings(info: InviteInfo, now: Date): TemplateResult {
  const { failed, lastFailedAt, lockedUntil, pending } = info;
  const last = lastFailedAt === null ? "" : `, last ${relativeTime(lastFailedAt, now)}`;
  return html`
    ${
      pending === 0
        ? ""
        : html`<p>
            ${pending === 1 ? "1 person waits" : `${String(pending)} people wait`} to be let in.
          </p>`
    }
    ${
      failed === 0
        ? ""
        : html`<p class="warning">
            ${failed} refused ${failed === 1 ? "try" : "tries"}${last}. Somebody else may have the
            link.
          </p>`
    }
    ${
      lockedUntil === null
        ? ""
        : html`<p class="warning">Locked until ${clockTime(lockedUntil, now)}: too many tries.</p>`
    }
  `;
}

const SHORT_ID_CHARS = 6;

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

/** Only the host that made an invite can read for whom it is. */
function whomItIsFor(info: InviteInfo, members: readonly Member[]): string {
  if (info.name !== null) {
    return info.name;
  }
  const host = members.find(({ id }) => id === info.by);
  return host?.self === true ? "Name not readable" : `Invited by ${shownHost(host)}`;
}

function shownHost(host: Member | undefined): string {
  return host === undefined ? "a host who is gone" : shownName(host, "host");
}

function namesOf(members: readonly Member[]): string {
  return LIST.format(members.map((member) => shownName(member, "host")));
}

function times(count: number): string {
  return count === 1 ? "once" : `${String(count)} times`;
}
