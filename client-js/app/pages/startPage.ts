import { type TemplateResult, html } from "lit";

import type { SessionSummary } from "../../src/index.js";
import { client, keepOpen } from "../brokerClient.js";
import { HeadingFocus } from "../headingFocus.js";
import { LightElement } from "../lightElement.js";
import { pageLink } from "../parts/pageLink.js";
import "../parts/pasteLink.js";
import { problemPage } from "../parts/problemPanel.js";
import { type Problem, generalProblem } from "../problem.js";
import { ROLE_NAMES } from "../roles.js";
import { navigate } from "../router.js";
import { replaceInvite } from "../takenInvite.js";
import { relativeTime } from "../times.js";

/** Start a session, join one, or go back to one that this device is in. */
export class LkStartPage extends LightElement {
  static override readonly properties = {
    sessions: { state: true },
    starting: { state: true },
    problem: { state: true },
  };

  declare sessions: readonly SessionSummary[] | null;
  declare starting: boolean;
  declare problem: Problem | null;

  constructor() {
    super();
    this.sessions = null;
    this.starting = false;
    this.problem = null;
    new HeadingFocus(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override render(): TemplateResult {
    if (this.problem !== null) {
      return problemPage(this.problem);
    }
    return html`
      <main class="page">
        <h1 tabindex="-1">Share a session, keep the key</h1>
        <p class="lead">
          Work on one board with exactly the people you invite. What you share is encrypted on your
          device; the server never sees it.
        </p>
        <div class="columns">
          <section class="card" aria-labelledby="start-heading">
            <h2 id="start-heading">Start a session</h2>
            <form @submit=${this.#onStart}>
              <label>
                Your name
                <input name="displayName" autocomplete="name" maxlength="64" required />
              </label>
              <label>
                What is it about?
                <input name="title" autocomplete="off" maxlength="64" required />
              </label>
              <div class="actions">
                <button class="primary" ?disabled=${this.starting}>
                  ${this.starting ? "Starting…" : "Start session"}
                </button>
              </div>
            </form>
          </section>
          <section class="card" aria-labelledby="join-heading">
            <h2 id="join-heading">Join a session</h2>
            <lk-paste-link @lk-link=${this.#onLink}></lk-paste-link>
            <p class="or">or ${pageLink({ type: "scan" }, "scan its QR code")}</p>
          </section>
        </div>
        <section aria-labelledby="here-heading">
          <h2 id="here-heading">On this device</h2>
          ${this.#sessionList()}
        </section>
      </main>
    `;
  }

  async #load(): Promise<void> {
    try {
      this.sessions = await client.sessions();
    } catch {
      this.sessions = [];
    }
  }

  readonly #onStart = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    this.starting = true;
    try {
      const session = await client.createSession({
        displayName: textOf(fields, "displayName"),
        title: textOf(fields, "title"),
      });
      keepOpen(session);
      navigate({ type: "host", sid: session.id });
    } catch (error) {
      this.problem = generalProblem(error, () => {
        this.problem = null;
      });
    } finally {
      this.starting = false;
    }
  };

  readonly #onLink = (event: CustomEvent<string>): void => {
    replaceInvite(event.detail);
    navigate({ type: "join" });
  };

  #sessionList(): TemplateResult {
    if (this.sessions === null) {
      return html`<div class="skeleton" aria-busy="true"><span></span><span></span></div>`;
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

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === "string" ? value.trim() : "";
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
