import { type TemplateResult, html } from "lit";

import type { Client } from "../../index.js";
import { joiningWords } from "../../words/en/joining.js";
import "../lkQrScanner.js";
import "../parts/pasteLink.js";
import "../parts/problemPanel.js";
import { troubleView } from "../parts/troubleView.js";
import { problemOfJoin } from "./joinProblems.js";
import type { JoinState } from "./joinState.js";
import "./receiving.js";
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
    { readonly type: "handover" | "waiting" | "rate_limited" | "trouble" }
  >,
  { client, scanning, scan: run, onLink }: LaterView,
): TemplateResult {
  const scan = { label: joiningWords().scan, run };
  const view = { broker: client.brokerUrl, now: new Date(), scan };
  return html`
    <div class="stack">
      <lk-problem .problem=${problemOfJoin(state, view)}>
        ${state.type === "ended" ? html`<slot name="ended"></slot>` : ""}
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
