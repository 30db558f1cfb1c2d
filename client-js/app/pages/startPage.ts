import { type TemplateResult, html } from "lit";

import { BrokerError, type Session, type SessionSummary } from "../../src/index.js";
import { client, keepOpen, startSession } from "../brokerClient.js";
import { HeadingFocus } from "../headingFocus.js";
import { LightElement } from "../lightElement.js";
import { pageLink } from "../parts/pageLink.js";
import "../parts/pasteLink.js";
import "../parts/recoverForm.js";
import { notLoaded, troubleView } from "../parts/troubleView.js";
import { ROLE_NAMES } from "../roles.js";
import { navigate } from "../router.js";
import { replaceInvite } from "../takenInvite.js";
import { relativeTime } from "../times.js";
import { type Trouble, troubleOf } from "../trouble.js";
import { textOf, wordsIn } from "../words.js";

/** Start a session, join one, or go back to one that this device is in. */
export class LkStartPage extends LightElement {
  static override readonly properties = {
    sessions: { state: true },
    starting: { state: true },
    trouble: { state: true },
    wantsToken: { state: true },
  };

  declare sessions: readonly SessionSummary[] | "not_loaded" | null;
  declare starting: boolean;
  declare trouble: Trouble | null;
  /** Whether this server lets only those start sessions who have its code for it. */
  declare wantsToken: boolean;

  constructor() {
    super();
    this.sessions = null;
    this.starting = false;
    this.trouble = null;
    this.wantsToken = false;
    new HeadingFocus(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override render(): TemplateResult {
    return html`
      <main class="page">
        ${
          this.trouble === null
            ? html`
                <h1 tabindex="-1">Share a session, keep the key</h1>
                <p class="lead">
                  Work on one board with exactly the people you invite. What you share is encrypted
                  on your device; the server never sees it.
                </p>
              `
            : troubleView(this.trouble, this.#startAgain)
        }
        <div class="columns">
          <section class="card" aria-labelledby="start-heading">
            <h2 id="start-heading">Start a session</h2>
            ${this.#form()}
          </section>
          <section class="card" aria-labelledby="join-heading">
            <h2 id="join-heading">Join a session</h2>
            <lk-paste-link @lk-link=${this.#onLink}></lk-paste-link>
            <p class="or">or ${pageLink({ type: "scan" }, "scan its QR code")}</p>
            <lk-recover-form @lk-recovered=${this.#onRecovered}></lk-recover-form>
          </section>
        </div>
        <section aria-labelledby="here-heading">
          <h2 id="here-heading">On this device</h2>
          ${this.#sessionList()}
        </section>
      </main>
    `;
  }

  #form(): TemplateResult {
    return html`
      <form id="start" @submit=${this.#onStart}>
        <label>
          Your name
          <input name="displayName" autocomplete="name" maxlength="64" required @input=${wordsIn} />
        </label>
        <label>
          What is it about?
          <input name="title" autocomplete="off" maxlength="64" required @input=${wordsIn} />
        </label>
        ${
          this.wantsToken
            ? html`<label>
                Code for starting sessions
                <input
                  name="creationToken"
                  type="password"
                  autocomplete="off"
                  pattern="[!-~]+"
                  title="Letters, digits and signs, no spaces"
                  required
                />
              </label>`
            : ""
        }
        <div class="actions">
          <button class="primary" ?disabled=${this.starting}>
            ${this.starting ? "Starting…" : "Start session"}
          </button>
        </div>
      </form>
    `;
  }

  async #load(): Promise<void> {
    this.sessions = null;
    try {
      this.sessions = await client.sessions();
    } catch {
      this.sessions = "not_loaded";
    }
  }

  readonly #startAgain = (): void => {
    this.querySelector<HTMLFormElement>("#start")?.requestSubmit();
  };

  readonly #onStart = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const titles = {
      displayName: textOf(fields, "displayName"),
      title: textOf(fields, "title"),
    };
    this.starting = true;
    this.trouble = null;
    try {
      const session = await startSession(titles, textOf(fields, "creationToken"));
      keepOpen(session);
      navigate({ type: "host", sid: session.id });
    } catch (error) {
      this.trouble = troubleOf(error);
      this.wantsToken ||= asksForToken(error);
    } finally {
      this.starting = false;
    }
  };

  readonly #onRecovered = ({ detail }: CustomEvent<Session>): void => {
    keepOpen(detail);
    navigate({ type: "host", sid: detail.id });
  };

  readonly #onLink = (event: CustomEvent<string>): void => {
    replaceInvite(event.detail);
    navigate({ type: "join" });
  };

  #sessionList(): TemplateResult {
    if (this.sessions === null) {
      return html`<div class="skeleton" aria-busy="true"><span></span><span></span></div>`;
    }
    if (this.sessions === "not_loaded") {
      return notLoaded("The sessions on this device", () => void this.#load());
    }
    if (this.sessions.length === 0) {
      return html`<p class="quiet">No sessions on this device yet.</p>`;
    }
    const now = new Date();
    return html`
      <ul class="rows" aria-label="Sessions on this device">
        ${this.sessions.map(
          (session) =>
            html`<li>
              ${pageLink({ type: "session", sid: session.id }, sessionSummary(session, now))}
            </li>`,
        )}
      </ul>
    `;
  }
}

function asksForToken(error: unknown): boolean {
  return error instanceof BrokerError && error.code === "creation_token_required";
}

function sessionSummary(session: SessionSummary, now: Date): TemplateResult {
  return html`
    <strong><bdi>${session.title === "" ? "Untitled" : session.title}</bdi></strong>
    <span class="quiet">
      as <bdi>${session.displayName}</bdi>, ${ROLE_NAMES[session.role]},
      ${relativeTime(session.lastUsedAt, now)}
    </span>
  `;
}

customElements.define("lk-start-page", LkStartPage);
