import { type TemplateResult, html } from "lit";

import type { SessionSummary } from "../../src/index.js";
import { client, keepOpen } from "../brokerClient.js";
import { LightElement } from "../lightElement.js";
import "../parts/pasteLink.js";
import { type Problem, generalProblem, problemView } from "../problem.js";
import { ROLE_NAMES } from "../roles.js";
import { addressOf, navigate } from "../router.js";
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
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override render(): TemplateResult {
    if (this.problem !== null) {
      return problemView(this.problem);
    }
    return html`
      <main class="page">
        <h1 tabindex="-1">Share a session, keep the key</h1>
        <p class="lead">
          Work on one board with exactly the people you invite. What you share is encrypted on your
          device; the server never sees it.
        </p>
        <div class="columns">
          <section aria-labelledby="start-heading">
            <form class="card" @submit=${this.#onStart}>
              <h2 id="start-heading">Start a session</h2>
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
          <section aria-labelledby="join-heading">
            <h2 id="join-heading" class="visually-hidden">Join a session</h2>
            <lk-paste-link @lk-link=${this.#onLink}></lk-paste-link>
            <a class="button" href=${addressOf({ type: "scan" })} @click=${onScan}>
              Scan a QR code
            </a>
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
    this.sessions = await client.sessions();
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
      return html`<ul class="rows skeleton" aria-busy="true">
        <li></li>
        <li></li>
        <li></li>
      </ul>`;
    }
    if (this.sessions.length === 0) {
      return html`<p class="quiet">No sessions on this device yet.</p>`;
    }
    const now = new Date();
    return html`
      <ul class="rows">
        ${this.sessions.map((session) => {
          const route = { type: "session", sid: session.id } as const;
          return html`
            <li>
              <a
                href=${addressOf(route)}
                @click=${(event: Event) => {
                  event.preventDefault();
                  navigate(route);
                }}
              >
                <strong><bdi>${session.title === "" ? "Untitled" : session.title}</bdi></strong>
                <span class="quiet">
                  as <bdi>${session.displayName}</bdi> · ${ROLE_NAMES[session.role]} ·
                  ${relativeTime(session.lastUsedAt, now)}
                </span>
              </a>
            </li>
          `;
        })}
      </ul>
    `;
  }
}

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === "string" ? value.trim() : "";
}

function onScan(event: Event): void {
  event.preventDefault();
  navigate({ type: "scan" });
}

customElements.define("lk-start-page", LkStartPage);
