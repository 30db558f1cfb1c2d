import { type TemplateResult, html } from "lit";

import type { Session } from "../../src/index.js";
import { LightElement } from "../lightElement.js";
import { SessionWatch } from "../pages/sessionWatch.js";

/** How the connection is, in one word. */
export class LkStatusChip extends LightElement {
  static override readonly properties = { session: { attribute: false } };

  declare session: Session;

  readonly #watch = new SessionWatch(this, ["status", "sync"]);

  override willUpdate(): void {
    this.#watch.follow(this.session);
  }

  override render(): TemplateResult {
    const [kind, text] = chipOf(this.session);
    return html`<span class="chip ${kind}" data-status=${kind}>
      <span class="dot" aria-hidden="true"></span>${text}
    </span>`;
  }
}

function chipOf(session: Session): readonly [kind: string, text: string] {
  switch (session.status) {
    case "initial":
    case "connecting":
      return ["waiting", "Connecting…"];
    case "connected":
      return session.synced ? ["live", "Live"] : ["waiting", "Loading…"];
    case "reconnecting":
      return navigator.onLine ? ["trouble", "Reconnecting…"] : ["trouble", "Offline"];
    case "disconnected":
      return ["trouble", "Disconnected"];
    case "closed":
      return ["trouble", "Closed"];
  }
}

customElements.define("lk-status-chip", LkStatusChip);
