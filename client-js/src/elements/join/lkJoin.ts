import { type PropertyValues, type TemplateResult, html } from "lit";

import type { Client, InvitePreview, SessionSummary } from "../../index.js";
import { frameWords } from "../../words/en/frame.js";
import { joiningWords } from "../../words/en/joining.js";
import { announce } from "../announcer.js";
import { send } from "../events.js";
import { HeadingFocus } from "../headingFocus.js";
import { isHandover } from "../inviteText.js";
import { LkElement } from "../lkElement.js";
import { READS_CONTENT } from "../roles.js";
import { joinCard } from "./joinCard.js";
import { type JoinState, stateOfError, stateOfPreview } from "./joinState.js";
import type { LaterState } from "./laterViews.js";

type Later = typeof import("./laterViews.js");

/** What an invite that is good comes to. */
const AT_ONCE: ReadonlySet<string> = new Set(["checking", "used_here", "ready", "joining"]);

/**
 * What an invite opens. Showing it looks and never joins: joining takes a press of the button by a
 * person. Without a link it asks for one.
 */
export class LkJoin extends LkElement {
  static override readonly properties = {
    client: { attribute: false },
    // The same link again is looked at again.
    link: { hasChanged: (): boolean => true },
    state: { state: true },
    already: { state: true },
    scanning: { state: true },
    later: { state: true },
  };

  declare client: Client | null;
  declare link: string | null;
  declare state: JoinState;
  /** What this device is in the session already, by another way in. */
  declare already: SessionSummary | null;
  declare scanning: boolean;
  /** What shows the states that an invite that is good does not come to. */
  declare later: Later | "not_asked_for" | "asked_for" | "not_loaded";

  #name = "";
  #told: JoinState["type"] | null = null;

  readonly #onOnline = (): void => {
    if (this.state.type === "trouble") {
      void this.#check();
    }
  };

  constructor() {
    super();
    this.client = null;
    this.link = null;
    this.state = { type: "checking" };
    this.already = null;
    this.scanning = false;
    this.later = "not_asked_for";
    new HeadingFocus(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("online", this.#onOnline);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("online", this.#onOnline);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("link") || changed.has("client")) {
      void this.#check();
    }
    if (this.later === "not_asked_for" && !AT_ONCE.has(this.state.type)) {
      this.#loadLater();
    }
  }

  override updated(): void {
    if (this.state.type !== this.#told) {
      this.#told = this.state.type;
      send(this, "lk-state", this.#told);
    }
  }

  override render(): TemplateResult | "" {
    const state = this.state;
    const { client } = this;
    if (client === null) {
      return "";
    }
    switch (state.type) {
      case "checking":
      case "used_here":
        return html`
          <section class="card" part="card">
            <h1 class="late">${joiningWords().checking}</h1>
            <div class="skeleton"><span></span><span></span></div>
          </section>
        `;
      case "ready":
      case "joining":
        return joinCard({
          preview: state.preview,
          joining: state.type === "joining",
          already: this.already,
          name: this.#name,
          onName: (name) => {
            this.#name = name;
          },
          onJoin: this.#onJoin,
          onOpen: () => {
            send(this, "lk-open", state.preview.sessionId);
          },
        });
      default:
        return this.#laterView(client, state);
    }
  }

  #laterView(client: Client, state: LaterState): TemplateResult | "" {
    switch (this.later) {
      case "not_asked_for":
      case "asked_for":
        return "";
      case "not_loaded":
        return html`<section class="card problem" part="problem" role="alert">
          <h1>${frameWords().partNotLoaded}</h1>
          <div class="actions">
            <button type="button" class="primary" @click=${this.#loadLater}>
              ${frameWords().tryAgain}
            </button>
          </div>
        </section>`;
      default:
        return this.later.laterView({
          client,
          state,
          scanning: this.scanning,
          scan: () => {
            this.scanning = true;
          },
          onLink: this.#onLink,
          retry: () => {
            this.#retry("preview" in state ? state.preview : null);
          },
        });
    }
  }

  readonly #loadLater = (): void => {
    this.later = "asked_for";
    import("./laterViews.js").then(
      (later) => {
        this.later = later;
      },
      () => {
        this.later = "not_loaded";
      },
    );
  };

  async #check(): Promise<void> {
    const { client, link } = this;
    this.scanning = false;
    if (client === null) {
      return;
    }
    if (link === null || link === "") {
      this.state = { type: "no_link" };
      return;
    }
    if (isHandover(link)) {
      this.state = { type: "handover", link };
      return;
    }
    this.state = { type: "checking" };
    let preview: InvitePreview | null = null;
    try {
      preview = await client.previewInvite(link);
      this.#name ||= preview.invitee;
      if (preview.status === "used_here" || preview.status === "waiting") {
        await this.#enter(client, link, preview.invitee, preview);
        return;
      }
      const { sessionId } = preview;
      const here = await client.sessions();
      this.already = here.find(({ id }) => id === sessionId) ?? null;
      this.state = stateOfPreview(preview);
    } catch (error) {
      this.state = stateOfError(error, preview, Date.now());
    }
  }

  // The click and not the form's submit event: that one is trusted even if a script caused it. Enter
  // in the name field is a trusted click, too.
  readonly #onJoin = (press: MouseEvent): void => {
    press.preventDefault();
    const { client, link, state } = this;
    const form = (press.currentTarget as HTMLButtonElement).form;
    if (!press.isTrusted || state.type !== "ready" || client === null || link === null) {
      return;
    }
    if (form?.reportValidity() !== true) {
      return;
    }
    const { preview } = state;
    this.state = { type: "joining", preview };
    announce(joiningWords().joining);
    const name = READS_CONTENT[preview.role] ? this.#name.trim() : preview.invitee;
    this.#enter(client, link, name, preview).catch((error: unknown) => {
      this.state = stateOfError(error, preview, Date.now());
    });
  };

  async #enter(
    client: Client,
    link: string,
    displayName: string,
    preview: InvitePreview,
  ): Promise<void> {
    const session = await client.join(link, {
      displayName,
      onKnock: (waiting) => {
        this.state = { type: "waiting", preview, waiting };
      },
    });
    announce(joiningWords().youAreIn(session.title));
    send(this, "lk-joined", session);
  }

  readonly #onLink = (event: CustomEvent<string>): void => {
    this.link = event.detail;
  };

  #retry(preview: InvitePreview | null): void {
    if (preview === null) {
      void this.#check();
    } else {
      this.state = { type: "ready", preview };
    }
  }
}

customElements.define("lk-join", LkJoin);
