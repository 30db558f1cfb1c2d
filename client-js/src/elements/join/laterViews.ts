import { type TemplateResult, html } from "lit";

import type { Client } from "../../index.js";
import { joiningWords } from "../../words/en/joining.js";
import { surroundingsWords } from "../../words/en/surroundings.js";
import "../lkQrScanner.js";
import "../parts/pasteLink.js";
import "../parts/problemPanel.js";
import { troubleView } from "../parts/troubleView.js";
import { insecureContext } from "../problem.js";
import { problemOfJoin } from "./joinProblems.js";
import { COOL_DOWN_MS, type JoinState } from "./joinState.js";
import "./receiving.js";
import { type Surroundings, surroundingsNotice } from "./surroundings.js";
import "./waitingRoom.js";

/** The states in which there is no invite to be looked at and accepted. */
export type LaterState = Exclude<
  JoinState,
  { readonly type: "checking" | "used_here" | "ready" | "joining" }
>;

export interface LaterView {
  readonly client: Client;
  readonly state: LaterState;
  readonly scanning: boolean;
  readonly scan: () => void;
  readonly onLink: (event: CustomEvent<string>) => void;
  readonly retry: () => void;
  /** Reads the link as it was before a mail system changed it. */
  readonly repair: () => void;
}

/** What an invite that is good does not take: fetched when it is needed. */
export function laterView(view: LaterView): TemplateResult {
  const { client, state, retry } = view;
  switch (state.type) {
    case "handover":
      return html`<lk-receiving .client=${client} .link=${state.link}></lk-receiving>`;
    case "waiting":
      return html`<lk-waiting-room
        .waiting=${state.waiting}
        .preview=${state.preview}
      ></lk-waiting-room>`;
    case "insecure":
      return html`<lk-problem .problem=${insecureContext()}></lk-problem>`;
    case "rate_limited":
    case "trouble":
      return troubleView(state.trouble, client.brokerUrl, retry);
    default:
      return refusal(state, view);
  }
}

function refusal(
  state: Exclude<
    LaterState,
    { readonly type: "handover" | "waiting" | "insecure" | "rate_limited" | "trouble" }
  >,
  { client, scanning, scan: run, onLink, retry, repair }: LaterView,
): TemplateResult {
  const scan = { label: joiningWords().scan, run };
  const words = surroundingsWords();
  const again = { label: words.fullAgain, run: retry };
  const repairing = { label: words.lookAllTheSame, run: repair };
  const view = { broker: client.brokerUrl, now: new Date(), scan, again, repair: repairing };
  return html`
    <div class="stack">
      <lk-problem .problem=${problemOfJoin(state, view)}>
        ${state.type === "ended" ? html`<slot name="ended"></slot>` : ""}
        ${state.type === "used" ? otherDevice() : ""}
        ${
          state.type === "declined" && Date.now() < state.at + COOL_DOWN_MS
            ? html`<p class="quiet">${words.askAgainSoon}</p>`
            : ""
        }
      </lk-problem>
      ${
        scanning
          ? html`<lk-qr-scanner .client=${client} @lk-link=${onLink}></lk-qr-scanner>`
          : html`<section class="card" aria-label=${joiningWords().anotherLink}>
              <lk-paste-link .client=${client} @lk-link=${onLink}></lk-paste-link>
            </section>`
      }
    </div>
  `;
}

/** What to know of the browser, or of the link’s way, before an invite that is good is spent. */
export function remarks(
  surroundings: Surroundings,
  state: Extract<JoinState, { readonly type: "ready" | "joining" }>,
  link: string,
): TemplateResult {
  const isExposed = state.type === "ready" && state.exposed === true;
  const host = html`<bdi>${state.preview.host.name}</bdi>`;
  return html`
    ${surroundingsNotice(surroundings, link)}
    ${
      isExposed
        ? html`<p class="notice" role="note">${surroundingsWords().exposedJoin(host)}</p>`
        : ""
    }
  `;
}

function otherDevice(): TemplateResult {
  const words = surroundingsWords();
  return html`<details>
    <summary>${words.otherDevice}</summary>
    <p>${words.otherDeviceHow}</p>
  </details>`;
}
