import { type PropertyValues, type TemplateResult, css, html } from "lit";

import type { BrokerError, Session } from "../index.js";
import { frameWords } from "../words/en/frame.js";
import { statusWords } from "../words/en/status.js";
import { announce } from "./announcer.js";
import { LkElement } from "./lkElement.js";
import { SessionWatch } from "./sessionWatch.js";
import { countdown } from "./times.js";
import { pausedUntil, type Trouble, troubleOf } from "./trouble.js";

const TICK_MS = 1000;

/**
 * How the connection is, in one word, and more of it at a press; says when it is lost and when it is
 * back.
 */
export class LkStatus extends LkElement {
  static override readonly styles = [
    LkElement.styles,
    css`
      :host {
        display: inline-flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4rem;
      }

      button {
        min-height: 1.75rem;
        color: inherit;
        background: none;
        font-weight: inherit;
        cursor: pointer;
      }
    `,
  ];

  static override readonly properties = {
    session: { attribute: false },
    unsent: { state: true },
    trouble: { state: true },
    open: { state: true },
  };

  declare session: Session | null;
  /** How many writes the broker has not acknowledged. */
  declare unsent: number;
  /** The newest passing trouble, and when it came; of those before the last connection none. */
  declare trouble: Trouble | null;
  /** Whether more is shown. */
  declare open: boolean;

  readonly #watch = new SessionWatch(this, ["status", "sync", "unsynced-changes"]);
  #lost = false;
  #inStepAt: Date | null = null;
  #listening: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  // The browser knows at once; a request that hangs finds out much later.
  readonly #onNetwork = (): void => {
    this.requestUpdate();
  };

  constructor() {
    super();
    this.session = null;
    this.unsent = 0;
    this.trouble = null;
    this.open = false;
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
    this.#listening?.abort();
    this.#listening = null;
    clearTimeout(this.#timer);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.#watch.follow(this.session);
    if (changed.has("session") || this.#listening === null) {
      this.#listen();
    }
    if (this.session !== null) {
      this.#announceChange(chipOf(this.session)[0]);
    }
  }

  override render(): TemplateResult | "" {
    if (this.session === null) {
      return "";
    }
    const [kind, text] = chipOf(this.session);
    const more = this.#more(this.session);
    return html`
      <button
        type="button"
        class="chip ${kind}"
        part="chip"
        data-status=${kind}
        aria-haspopup="dialog"
        @click=${this.#onPress}
      >
        <span class="dot" aria-hidden="true"></span>${text}
      </button>
      ${more === "" ? "" : html`<span class="quiet" part="more">${more}</span>`}
      ${
        this.open
          ? html`<lk-connection-dialog
              .session=${this.session}
              .state=${text}
              .unsent=${this.unsent}
              .inStepAt=${this.#inStepAt}
              .trouble=${this.trouble}
              @lk-closed=${this.#onClosed}
            ></lk-connection-dialog>`
          : ""
      }
    `;
  }

  readonly #onPress = async (): Promise<void> => {
    this.open = await loadDialog();
    if (!this.open) {
      announce(frameWords().partNotLoaded, "alert");
    }
  };

  readonly #onClosed = (): void => {
    this.open = false;
  };

  /** What is worth knowing beside it; "" while all is well. */
  #more(session: Session): string {
    const words = statusWords();
    const until = this.trouble === null ? null : pausedUntil(this.trouble);
    if (until !== null && until > Date.now()) {
      return words.paused(countdown(until - Date.now()));
    }
    if (session.status === "connected" && navigator.onLine) {
      return "";
    }
    const { error } = this.trouble ?? {};
    const why = (error as BrokerError | undefined)?.code === "draining" ? words.draining : "";
    const kept = session.hasUnsyncedChanges ? words.kept(Math.max(1, this.unsent)) : "";
    return [why, kept].filter((part) => part !== "").join(" ");
  }

  #listen(): void {
    this.#listening?.abort();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.unsent = 0;
    this.trouble = null;
    this.session?.on(
      "unsynced-changes",
      (count) => {
        this.unsent = count;
      },
      { signal },
    );
    this.session?.on(
      "error",
      (error) => {
        this.trouble = troubleOf(error);
        this.#tick();
      },
      { signal },
    );
    this.session?.on(
      "sync",
      () => {
        this.trouble = null;
        this.#inStepAt = new Date();
        void loadDialog(); // It is wanted most when it cannot be fetched any more.
      },
      { signal },
    );
  }

  /** Counts down as long as the broker wants no more writes. */
  #tick(): void {
    clearTimeout(this.#timer);
    const until = this.trouble === null ? null : pausedUntil(this.trouble);
    if (until !== null && until > Date.now()) {
      this.requestUpdate();
      this.#timer = setTimeout(() => {
        this.#tick();
      }, TICK_MS);
    } else {
      this.requestUpdate();
    }
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

/** Whether the dialog is there to be shown. */
function loadDialog(): Promise<boolean> {
  return import("./parts/connectionDialog.js").then(
    () => true,
    () => false,
  );
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
