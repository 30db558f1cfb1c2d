import { type TemplateResult, html } from "lit";

import { BrokerError, type Session, type SessionSummary } from "../../src/index.js";
import { HeadingFocus } from "../../src/elements/headingFocus.js";
import { roleWords } from "../../src/words/en/roles.js";
import { startWords } from "../../src/words/en/start.js";
import { brokerUrl, client, keepOpen, startSession } from "../brokerClient.js";
import { LightElement } from "../lightElement.js";
import { pageLink } from "../parts/pageLink.js";
import "../../src/elements/parts/pasteLink.js";
import "../parts/recoverForm.js";
import { notLoaded, troubleView } from "../../src/elements/parts/troubleView.js";
import { navigate } from "../router.js";
import type { Surface } from "../surfaces/surface.js";
import { replaceInvite } from "../takenInvite.js";
import { relativeTime } from "../../src/elements/times.js";
import { type Trouble, troubleOf } from "../../src/elements/trouble.js";
import { textOf, wordsIn } from "../../src/elements/formText.js";

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
    const words = startWords();
    return html`
      <main class="page">
        ${
          this.trouble === null
            ? html`
                <h1 tabindex="-1">${words.title}</h1>
                <p class="lead">${words.lead}</p>
              `
            : troubleView(this.trouble, brokerUrl, this.#startAgain)
        }
        <div class="columns">
          <section class="card" aria-labelledby="start-heading">
            <h2 id="start-heading">${words.start}</h2>
            ${this.#form()}
          </section>
          <section class="card" aria-labelledby="join-heading">
            <h2 id="join-heading">${words.join}</h2>
            <lk-paste-link .client=${client} @lk-link=${this.#onLink}></lk-paste-link>
            <p class="or">${words.orScan((text) => pageLink({ type: "scan" }, text))}</p>
            <lk-recover-form @lk-recovered=${this.#onRecovered}></lk-recover-form>
          </section>
        </div>
        <section aria-labelledby="here-heading">
          <h2 id="here-heading">${words.onThisDevice}</h2>
          ${this.#sessionList()}
        </section>
      </main>
    `;
  }

  #form(): TemplateResult {
    const words = startWords();
    return html`
      <form id="start" @submit=${this.#onStart}>
        <label>
          ${words.yourName}
          <input name="displayName" autocomplete="name" maxlength="64" required @input=${wordsIn} />
        </label>
        <label>
          ${words.about}
          <input name="title" autocomplete="off" maxlength="64" required @input=${wordsIn} />
        </label>
        <fieldset>
          <legend>${words.workOn}</legend>
          ${surfaces().map(surfaceChoice)}
        </fieldset>
        ${
          this.wantsToken
            ? html`<label>
                ${words.code}
                <input
                  name="creationToken"
                  type="password"
                  autocomplete="off"
                  pattern="[!-~]+"
                  title=${words.codePattern}
                  required
                />
              </label>`
            : ""
        }
        <div class="actions">
          <button class="primary" ?disabled=${this.starting}>
            ${this.starting ? words.starting : words.startSession}
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
    const surface = textOf(fields, "surface");
    const wanted = {
      displayName: textOf(fields, "displayName"),
      title: textOf(fields, "title"),
      // Of what is usual nothing need be said.
      ...(surface !== surfaces()[0] && { initialState: { surface } }),
    };
    this.starting = true;
    this.trouble = null;
    try {
      const session = await startSession(wanted, textOf(fields, "creationToken"));
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
    const words = startWords();
    if (this.sessions === null) {
      return html`<div class="skeleton" aria-busy="true"><span></span><span></span></div>`;
    }
    if (this.sessions === "not_loaded") {
      return notLoaded(words.theSessions, () => void this.#load());
    }
    if (this.sessions.length === 0) {
      return html`<p class="quiet">${words.none}</p>`;
    }
    const now = new Date();
    return html`
      <ul class="rows" aria-label=${words.sessions}>
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

/** What a session can be for, the usual first. Their module comes with the session’s page. */
function surfaces(): readonly Surface[] {
  return Object.keys(startWords().surfaces) as Surface[];
}

function surfaceChoice(surface: Surface, at: number): TemplateResult {
  const { name, means } = startWords().surfaces[surface];
  return html`<label class="choice">
    <input type="radio" name="surface" value=${surface} ?checked=${at === 0} />
    <span><strong>${name}</strong> <span class="quiet">${means}</span></span>
  </label>`;
}

function asksForToken(error: unknown): boolean {
  return error instanceof BrokerError && error.code === "creation_token_required";
}

function sessionSummary(session: SessionSummary, now: Date): TemplateResult {
  const words = startWords();
  const name = html`<bdi>${session.displayName}</bdi>`;
  const role = roleWords().names[session.role];
  const title = session.title === "" ? words.untitled : html`<bdi>${session.title}</bdi>`;
  return html`
    <strong>${title}</strong>
    <span class="quiet">${words.used(name, role, relativeTime(session.lastUsedAt, now))}</span>
  `;
}

customElements.define("lk-start-page", LkStartPage);
