import { type TemplateResult, html } from "lit";

import type { Invite, InviteInfo, Member } from "../../src/index.js";
import { spokenOnly } from "../../src/elements/parts/spokenOnly.js";
import { listed } from "../../src/words/lists.js";
import { roleWords } from "../../src/words/en/roles.js";
import { invitingWords } from "../../src/words/en/inviting.js";
import { shownName } from "../../src/elements/roles.js";
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
  const words = invitingWords();
  const severalHosts = members.filter(({ role }) => role === "host").length > 1;
  return html`
    <li class="invite" data-state=${info.state}>
      <div>
        <strong><bdi>${whom}</bdi></strong>
        <span class="tag">${roleWords().names[info.role]}</span>
        <span class="badge ${info.state}">${words.states[info.state]}</span>
        ${joined.length === 0 ? "" : html`<p>${words.joined(html`<bdi>${namesOf(joined)}</bdi>`)}</p>`}
        <p class="quiet">
          ${outcomeOf(info, now)}
          ${severalHosts ? words.number(html`<code>${info.id.slice(0, SHORT_ID_CHARS)}</code>`) : ""}
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
                ${words.linkAndQr}
              </button>`
            : ""
        }
        ${info.name === null ? "" : newLink(info, whom, actions.renew)}
        ${info.name !== null && info.state === "ready" ? oneMoreDay(whom, actions.extend) : ""}
        ${
          info.state === "ready"
            ? html`<lk-confirm-button
                .label=${words.revoke}
                .of=${words.revokeWhat(whom)}
                .question=${words.revokeQuestion}
                .yes=${words.revokeYes}
                .no=${words.revokeNo}
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
  const { newLink: another, inviteAgain } = invitingWords();
  return html`<button type="button" @click=${renew}>
    <span>${(info.state === "ready" ? another : inviteAgain)(spokenOnly, whom)}</span>
  </button>`;
}

/** The same link, good for longer. */
function oneMoreDay(whom: string, extend: () => void): TemplateResult {
  return html`<button type="button" @click=${extend}>
    <span>${invitingWords().oneMoreDay(spokenOnly, whom)}</span>
  </button>`;
}

function warnings(info: InviteInfo, now: Date): TemplateResult {
  const { failed, lastFailedAt, lockedUntil, pending } = info;
  const words = invitingWords();
  return html`
    ${pending === 0 ? "" : html`<p>${words.pending(pending)}</p>`}
    ${
      failed === 0
        ? ""
        : html`<p class="warning">
            ${
              lastFailedAt === null
                ? words.refusedTries(failed)
                : words.refusedTriesLast(failed, relativeTime(lastFailedAt, now))
            }
          </p>`
    }
    ${
      lockedUntil === null
        ? ""
        : html`<p class="warning">${words.locked(clockTime(lockedUntil, now))}</p>`
    }
  `;
}

const SHORT_ID_CHARS = 6;

function outcomeOf(info: InviteInfo, now: Date): string {
  const words = invitingWords();
  const end = clockTime(info.expiresAt, now);
  const became = [words.looks(info.opened), words.uses(info.used, info.maxUses)];
  switch (info.state) {
    case "ready":
      return [...became, words.expires(relativeTime(info.expiresAt, now), end)].join(" ");
    case "used":
      return became.join(" ");
    case "expired":
      return [...became, words.expired(end)].join(" ");
    case "revoked":
      return [...became, words.nobodyCanJoin].join(" ");
  }
}

/** Only the host that made an invite can read for whom it is. */
function whomItIsFor(info: InviteInfo, members: readonly Member[]): string {
  if (info.name !== null) {
    return info.name;
  }
  const host = members.find(({ id }) => id === info.by);
  const words = invitingWords();
  return host?.self === true ? words.nameNotReadable : words.invitedBy(shownHost(host));
}

function shownHost(host: Member | undefined): string {
  return host === undefined ? invitingWords().hostGone : shownName(host, "host");
}

function namesOf(members: readonly Member[]): string {
  return listed(members.map((member) => shownName(member, "host")));
}
