import { type TemplateResult, css, html } from "lit";

import type { Session } from "../index.js";
import { statusWords } from "../words/en/status.js";
import { announce } from "./announcer.js";
import { LkElement } from "./lkElement.js";
import { SessionWatch } from "./sessionWatch.js";

/** How the connection is, in one word; says when it is lost and when it is back. */
export class LkStatus extends LkElement {
  static override readonly styles = [
    LkElement.styles,
    css`
      :host {
        display: inline-block;
      }
    `,
  ];

  static override readonly properties = { session: { attribute: false } };

  declare session: Session | null;

  readonly #watch = new SessionWatch(this, ["status", "sync"]);
  #lost = false;

  // The browser knows at once; a request that hangs finds out much later.
  readonly #onNetwork = (): void => {
    this.requestUpdate();
  };

  constructor() {
    super();
    this.session = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("online", this.#onNetwork);
    addEventListener("offline", this.#onNetwork);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("online", this.#onNetwork);
    removeEventListener("offline", this.#onNetwork);
  }

  override willUpdate(): void {
    this.#watch.follow(this.session);
    if (this.session !== null) {
      this.#announceChange(chipOf(this.session)[0]);
    }
  }

  override render(): TemplateResult | "" {
    if (this.session === null) {
      return "";
    }
    const [kind, text] = chipOf(this.session);
    return html`<span class="chip ${kind}" part="chip" data-status=${kind}>
      <span class="dot" aria-hidden="true"></span>${text}
    </span>`;
  }

  #announceChange(kind: string): void {
    if (kind === "trouble" && !this.#lost) {
      this.#lost = true;
      announce(statusWords().lostNews);
    } else if (kind === "live" && this.#lost) {
      this.#lost = false;
      announce(statusWords().backNews);
    }
  }
}

function chipOf(session: Session): readonly [kind: string, text: string] {
  const words = statusWords();
  if (!navigator.onLine && session.status !== "closed") {
    return ["trouble", words.offline];
  }
  switch (session.status) {
    case "initial":
    case "connecting":
      return ["waiting", words.connecting];
    case "connected":
      return session.synced ? ["live", words.live] : ["waiting", words.loading];
    case "reconnecting":
      return ["trouble", words.reconnecting];
    case "disconnected":
      return ["trouble", words.disconnected];
    case "closed":
      return ["trouble", words.closed];
  }
}

customElements.define("lk-status", LkStatus);
