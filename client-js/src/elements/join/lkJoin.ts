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
import { COOL_DOWN_MS, type JoinState, stateOfError, stateOfPreview } from "./joinState.js";
import { appAround } from "./inAppBrowser.js";
import type { LaterState } from "./laterViews.js";
import type { Surroundings } from "./surroundings.js";

type Later = typeof import("./laterViews.js");

/** After which the invite to a session that was full is shown again. */
const LOOK_AGAIN_MS = 30_000;

/** What an invite that is good comes to. */
const AT_ONCE: ReadonlySet<string> = new Set(["checking", "used_here", "ready", "joining"]);

const REWRITTEN = /%(?:25)?23/;
/** What the links of later versions of this format begin with. */
const LATER_VERSION = /#m?[2-9]\.[\w-]{27}\./;

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
    surroundings: { state: true },
    scanning: { state: true },
    later: { state: true },
  };

  declare client: Client | null;
  declare link: string | null;
  declare state: JoinState;
  /** What this device is in the session already, by another way in. */
  declare already: SessionSummary | null;
  declare surroundings: Surroundings;
  declare scanning: boolean;
  /** What shows the states that an invite that is good does not come to. */
  declare later: Later | "not_asked_for" | "asked_for" | "not_loaded";

  #name = "";
  /** A link that came with %23 in the place of #. */
  #repaired: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
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
    this.surroundings = { app: appAround(navigator.userAgent), forgetful: false };
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
    clearTimeout(this.#timer);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("link") || changed.has("client")) {
      void this.#check();
    }
    if (this.later === "not_asked_for" && (!AT_ONCE.has(this.state.type) || this.#isRemarkable)) {
      this.#loadLater();
    }
  }

  override updated(): void {
    if (this.state.type !== this.#told) {
      this.#told = this.state.type;
      send(this, "lk-state", this.#told);
      if (this.#told === "ready" && this.later === "not_asked_for") {
        // What may have to be said next is here before the network is gone.
        setTimeout(this.#loadLater);
      }
      clearTimeout(this.#timer);
      if (this.#told === "declined") {
        this.#timer = setTimeout(() => {
          this.requestUpdate();
        }, COOL_DOWN_MS);
      } else if (this.#told === "session_full") {
        this.#timer = setTimeout(() => void this.#check(), LOOK_AGAIN_MS);
      }
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
        return html`<div class="stack">${this.#remarks(state)} ${this.#card(state)}</div>`;
      default:
        return this.#laterView(client, state);
    }
  }

  /** Whether there is something to say of an invite that is good. */
  get #isRemarkable(): boolean {
    const { app, forgetful } = this.surroundings;
    return (
      app !== null || forgetful || (this.state.type === "ready" && this.state.exposed === true)
    );
  }

  #remarks(state: Extract<JoinState, { type: "ready" | "joining" }>): TemplateResult | "" {
    return typeof this.later === "string"
      ? ""
      : this.later.remarks(this.surroundings, state, this.link ?? "");
  }

  #card(state: Extract<JoinState, { type: "ready" | "joining" }>): TemplateResult {
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
          repair: this.#repair,
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
    if (!isSecureContext) {
      this.state = { type: "insecure" };
      return;
    }
    void client.storage.then(({ persistent }) => {
      this.surroundings = { ...this.surroundings, forgetful: !persistent };
    });
    if (link === null || link === "") {
      this.state = { type: "no_link" };
      return;
    }
    if (isHandover(link)) {
      this.state = { type: "handover", link };
      return;
    }
    if (LATER_VERSION.test(link)) {
      this.state = { type: "newer" };
      return;
    }
    await this.#look(client, link);
  }

  /** As it was before a mail system wrote %23 in the place of #. Only a host makes that safe. */
  readonly #repair = (): void => {
    this.#repaired = this.link?.replace(REWRITTEN, "#") ?? null;
    this.link = this.#repaired;
  };

  async #look(client: Client, link: string): Promise<void> {
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
      const state = stateOfPreview(preview);
      this.state = link === this.#repaired ? afterExposure(state) : state;
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

/** What an invite whose secret the server has seen is still good for. */
function afterExposure(state: JoinState): JoinState {
  if (state.type !== "ready") {
    return state;
  }
  const { preview } = state;
  return preview.requiresApproval ? { ...state, exposed: true } : { type: "exposed", preview };
}

customElements.define("lk-join", LkJoin);
