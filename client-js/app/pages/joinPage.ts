import { type TemplateResult, html } from "lit";

import { BrokerError, type InvitePreview, forgetInviteLink } from "../../src/index.js";
import { announce } from "../announcer.js";
import { client, keepOpen } from "../brokerClient.js";
import { type JoinState, stateOfError, stateOfPreview } from "../joinState.js";
import { LightElement } from "../lightElement.js";
import "../parts/pasteLink.js";
import { type Problem, generalProblem, problemView } from "../problem.js";
import { ROLE_MEANINGS, ROLE_NAMES } from "../roles.js";
import { navigate } from "../router.js";
import { replaceInvite, takenInvite } from "../takenInvite.js";
import { clockTime, countdown, relativeTime } from "../times.js";
import { problemOfJoin } from "./joinProblems.js";

const SHOW_CHECKING_AFTER_MS = 300;

/**
 * The page that an invite opens. Loading it looks and never joins: joining takes a press of the
 * button by a person.
 */
export class LkJoinPage extends LightElement {
  static override readonly properties = {
    state: { state: true },
    slow: { state: true },
    now: { state: true },
  };

  declare state: JoinState;
  declare slow: boolean;
  declare now: number;

  #clock: number | undefined;
  #name = "";

  readonly #onOnline = (): void => {
    if (this.state.type === "trouble") {
      void this.#check();
    }
  };

  constructor() {
    super();
    this.state = { type: "checking" };
    this.slow = false;
    this.now = Date.now();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("online", this.#onOnline);
    this.#clock = setInterval(() => {
      this.#tick();
    }, 1000);
    void this.#check();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("online", this.#onOnline);
    clearInterval(this.#clock);
  }

  override updated(changed: Map<string, unknown>): void {
    if (changed.has("state") && this.state.type !== "joining") {
      this.querySelector<HTMLElement>("[data-focus]")?.focus();
    }
  }

  override render(): TemplateResult {
    const state = this.state;
    switch (state.type) {
      case "checking":
      case "used_here":
        return this.#checkingView();
      case "ready":
        return this.#card(state.preview, false);
      case "joining":
        return this.#card(state.preview, true);
      case "rate_limited":
        return this.#rateLimitedView(state.until, state.preview);
      case "trouble":
        return problemView(this.#troubleOf(state.error));
      case "used":
      case "expired":
      case "revoked":
      case "session_full":
      case "no_link":
      case "damaged":
      case "incomplete":
      case "foreign":
      case "rewritten":
      case "wrong_key":
      case "unknown":
        return html`
          ${problemView(problemOfJoin(state, new Date(this.now)))}
          <div class="page narrow">
            <lk-paste-link @lk-link=${this.#onLink}></lk-paste-link>
          </div>
        `;
    }
  }

  async #check(): Promise<void> {
    const link = takenInvite();
    if (link === null) {
      this.state = { type: "no_link" };
      return;
    }
    this.state = { type: "checking" };
    this.slow = false;
    const timer = setTimeout(() => {
      this.slow = true;
    }, SHOW_CHECKING_AFTER_MS);
    try {
      const preview = await client.previewInvite(link);
      this.#name ||= preview.invitee;
      this.state = stateOfPreview(preview);
      if (this.state.type === "used_here") {
        await this.#enter(link, preview.invitee);
      }
    } catch (error) {
      this.state = stateOfError(error, null, Date.now());
    } finally {
      clearTimeout(timer);
    }
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const state = this.state;
    const link = takenInvite();
    // A script that presses the button is no person.
    if (!event.isTrusted || state.type !== "ready" || link === null) {
      return;
    }
    this.state = { type: "joining", preview: state.preview };
    announce("Joining…");
    this.#enter(link, this.#name.trim() || state.preview.invitee).catch((error: unknown) => {
      this.state = stateOfError(error, state.preview, Date.now());
    });
  };

  async #enter(link: string, displayName: string): Promise<void> {
    const session = await client.join(link, { displayName });
    keepOpen(session);
    forgetInviteLink();
    replaceInvite(null);
    navigate({ type: "session", sid: session.id }, "replace");
  }

  readonly #onLink = (event: CustomEvent<string>): void => {
    replaceInvite(event.detail);
    void this.#check();
  };

  #tick(): void {
    this.now = Date.now();
    if (this.state.type === "rate_limited" && this.state.until - this.now < 1000) {
      announce("You can try again now.");
    }
  }

  #checkingView(): TemplateResult {
    return html`
      <main class="page narrow" aria-busy="true">
        <section class="card skeleton">
          <h1 tabindex="-1">${this.slow ? "Checking your invite…" : ""}</h1>
          <p></p>
          <p></p>
        </section>
      </main>
    `;
  }

  #card(preview: InvitePreview, joining: boolean): TemplateResult {
    const now = new Date(this.now);
    return html`
      <main class="page narrow">
        <form class="card" @submit=${this.#onSubmit}>
          <h1 tabindex="-1" data-focus>
            <bdi>${preview.host.name}</bdi> invites <bdi>${preview.invitee}</bdi> to
            <em><bdi>${preview.sessionTitle}</bdi></em>
          </h1>
          <p><span class="tag">${ROLE_NAMES[preview.role]}</span> ${ROLE_MEANINGS[preview.role]}</p>
          ${preview.note === "" ? "" : html`<blockquote><bdi>${preview.note}</bdi></blockquote>`}
          <p class="quiet">
            ${preview.usesLeft === 1 ? "One use" : `${String(preview.usesLeft)} uses left`} ·
            expires ${relativeTime(preview.expiresAt, now)} (${clockTime(preview.expiresAt, now)}).
            Nothing has been used by opening this page.
          </p>
          <label>
            Your name
            <input
              name="displayName"
              autocomplete="name"
              maxlength="64"
              required
              .value=${this.#name}
              ?disabled=${joining}
              @input=${(event: InputEvent) => {
                this.#name = (event.target as HTMLInputElement).value;
              }}
            />
          </label>
          <div class="actions">
            <button class="primary" ?disabled=${joining}>
              ${joining ? "Joining…" : "Join session"}
            </button>
          </div>
          <details>
            <summary>What will others see?</summary>
            <p>
              Everybody in the session sees the name you choose, your role and when you write. The
              server sees that a device joined, when, and how much it sends, and never what.
            </p>
          </details>
        </form>
      </main>
    `;
  }

  #rateLimitedView(until: number, preview: InvitePreview | null): TemplateResult {
    const left = until - this.now;
    return problemView({
      title: "Too many tries",
      text: left > 0 ? `You can try again in ${countdown(left)}.` : "You can try again now.",
      actions: [
        {
          label: "Try again",
          primary: true,
          disabled: left > 0,
          run: () => {
            if (preview === null) {
              void this.#check();
            } else {
              this.state = { type: "ready", preview };
            }
          },
        },
      ],
      details: "rate_limited",
    });
  }

  #troubleOf(error: unknown): Problem {
    const problem = generalProblem(error, () => {
      void this.#check();
    });
    if (error instanceof BrokerError && error.code === "offline") {
      announce("You are offline. Nothing has been used up.");
    }
    return problem;
  }
}

customElements.define("lk-join-page", LkJoinPage);
