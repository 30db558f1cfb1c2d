import { type TemplateResult, html } from "lit";

import type { InvitePreview, SessionSummary } from "../../src/index.js";
import { announce } from "../announcer.js";
import { client, keepOpen } from "../brokerClient.js";
import { HeadingFocus } from "../headingFocus.js";
import { type JoinState, stateOfError, stateOfPreview } from "../joinState.js";
import { LightElement } from "../lightElement.js";
import "../parts/pasteLink.js";
import "../parts/problemPanel.js";
import { troubleView } from "../parts/troubleView.js";
import { READS_CONTENT } from "../roles.js";
import { navigate } from "../router.js";
import { LINK_ARRIVED, isHandover, replaceInvite, takenInvite } from "../takenInvite.js";
import { joinCard } from "./joinCard.js";
import { problemOfJoin } from "./joinProblems.js";
import "./receivePage.js";
import "./waitingRoom.js";

/**
 * The page that an invite opens. Loading it looks and never joins: joining takes a press of the
 * button by a person.
 */
export class LkJoinPage extends LightElement {
  static override readonly properties = { state: { state: true }, already: { state: true } };

  declare state: JoinState;
  declare already: SessionSummary | null;

  #name = "";

  readonly #onOnline = (): void => {
    if (this.state.type === "trouble") {
      void this.#check();
    }
  };

  readonly #onLinkArrived = (): void => {
    void this.#check();
  };

  constructor() {
    super();
    this.state = { type: "checking" };
    this.already = null;
    new HeadingFocus(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("online", this.#onOnline);
    addEventListener(LINK_ARRIVED, this.#onLinkArrived);
    void this.#check();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("online", this.#onOnline);
    removeEventListener(LINK_ARRIVED, this.#onLinkArrived);
  }

  override render(): TemplateResult {
    const busy = this.state.type === "checking" || this.state.type === "used_here";
    return html`
      <main class="page narrow" aria-busy=${busy ? "true" : "false"}>${this.#view()}</main>
    `;
  }

  #view(): TemplateResult {
    const state = this.state;
    switch (state.type) {
      case "checking":
      case "used_here":
        return html`
          <section class="card">
            <h1 class="late">Checking your invite…</h1>
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
        });
      case "handover":
        return html`<lk-receive-page .link=${state.link}></lk-receive-page>`;
      case "waiting":
        return html`<lk-waiting-room
          .waiting=${state.waiting}
          .preview=${state.preview}
        ></lk-waiting-room>`;
      case "rate_limited":
        return troubleView(state.trouble, () => {
          this.#retry(state.preview);
        });
      case "trouble":
        return troubleView(state.trouble, () => void this.#check());
      case "used":
      case "expired":
      case "revoked":
      case "declined":
      case "ended":
      case "session_full":
      case "no_link":
      case "damaged":
      case "incomplete":
      case "foreign":
      case "rewritten":
      case "wrong_key":
      case "unknown":
        return html`
          <lk-problem .problem=${problemOfJoin(state, new Date())}></lk-problem>
          <section class="card" aria-label="Another link">
            <lk-paste-link @lk-link=${this.#onLink}></lk-paste-link>
          </section>
        `;
    }
  }

  async #check(): Promise<void> {
    const link = takenInvite();
    if (link === null) {
      this.state = { type: location.hash.length > 1 ? "foreign" : "no_link" };
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
        await this.#enter(link, preview.invitee, preview);
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
    const state = this.state;
    const link = takenInvite();
    const form = (press.currentTarget as HTMLButtonElement).form;
    if (!press.isTrusted || state.type !== "ready" || link === null || !form?.reportValidity()) {
      return;
    }
    const { preview } = state;
    this.state = { type: "joining", preview };
    announce("Joining…");
    const name = READS_CONTENT[preview.role] ? this.#name.trim() : preview.invitee;
    this.#enter(link, name, preview).catch((error: unknown) => {
      this.state = stateOfError(error, preview, Date.now());
    });
  };

  async #enter(link: string, displayName: string, preview: InvitePreview): Promise<void> {
    const session = await client.join(link, {
      displayName,
      onKnock: (waiting) => {
        this.state = { type: "waiting", preview, waiting };
      },
    });
    keepOpen(session);
    replaceInvite(null);
    announce(`You are in “${session.title}”.`);
    navigate({ type: "session", sid: session.id }, "replace");
  }

  readonly #onLink = (event: CustomEvent<string>): void => {
    replaceInvite(event.detail);
    void this.#check();
  };

  #retry(preview: InvitePreview | null): void {
    if (preview === null) {
      void this.#check();
    } else {
      this.state = { type: "ready", preview };
    }
  }
}

customElements.define("lk-join-page", LkJoinPage);
