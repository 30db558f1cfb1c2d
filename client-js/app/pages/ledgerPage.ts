import { type TemplateResult, html } from "lit";

import { HeadingFocus } from "../../src/elements/headingFocus.js";
import "../../src/elements/lkLedger.js";
import { problemPage } from "../../src/elements/parts/problemPanel.js";
import { troublePage } from "../../src/elements/parts/troubleView.js";
import { SessionWatch } from "../../src/elements/sessionWatch.js";
import { theirLanguage } from "../../src/elements/theirLanguage.js";
import { type Trouble, troubleOf } from "../../src/elements/trouble.js";
import type { Session } from "../../src/index.js";
import { sessionWords } from "../../src/words/en/session.js";
import { brokerUrl, openedSession } from "../brokerClient.js";
import { LightElement } from "../lightElement.js";
import "../parts/alarmNotice.js";
import { pageLink } from "../parts/pageLink.js";
import { pageQuery, replacePageQuery } from "../router.js";
import { closedProblem, notOnThisDevice } from "./sessionProblems.js";

type View =
  | { readonly type: "opening" }
  | { readonly type: "absent" }
  | { readonly type: "trouble"; readonly trouble: Trouble }
  | { readonly type: "open"; readonly session: Session };

/** The ledger of a session, as a page. */
export class LkLedgerPage extends LightElement {
  static override readonly properties = {
    sid: { attribute: false },
    view: { state: true },
    query: { state: true },
  };

  declare sid: string;
  declare view: View;
  /** Which entries are shown, as the address names it. */
  declare query: string;

  readonly #watch = new SessionWatch(this, ["role", "title", "closed"]);

  readonly #onHistory = (): void => {
    this.query = pageQuery().toString();
  };

  constructor() {
    super();
    this.sid = "";
    this.view = { type: "opening" };
    this.query = pageQuery().toString();
    new HeadingFocus(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("popstate", this.#onHistory);
    addEventListener("lk-route", this.#onHistory);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("popstate", this.#onHistory);
    removeEventListener("lk-route", this.#onHistory);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("sid")) {
      void this.#open();
    }
  }

  override render(): TemplateResult {
    const view = this.view;
    switch (view.type) {
      case "opening":
        return html`<main class="page" aria-busy="true">
          <h1 class="late">${sessionWords().openingLedger}</h1>
          <div class="skeleton"><span></span><span></span></div>
        </main>`;
      case "absent":
        return problemPage(notOnThisDevice());
      case "trouble":
        return troublePage(view.trouble, brokerUrl, () => void this.#open());
      case "open":
        return this.#opened(view.session);
    }
  }

  async #open(): Promise<void> {
    const sid = this.sid;
    this.view = { type: "opening" };
    try {
      const session = await openedSession(sid);
      if (sid !== this.sid) {
        return;
      }
      this.#watch.follow(session);
      if (session === null) {
        this.view = { type: "absent" };
        return;
      }
      this.view = { type: "open", session };
    } catch (error) {
      this.view = { type: "trouble", trouble: troubleOf(error) };
    }
  }

  /** The ledger of a session that a host has ended stays for those who were in it. */
  #opened(session: Session): TemplateResult {
    const { closed } = session;
    return closed === null || closed.reason === "ended"
      ? this.#page(session)
      : problemPage(closedProblem(session, closed));
  }

  #page(session: Session): TemplateResult {
    const host = session.role === "host";
    const over = session.closed !== null;
    const words = sessionWords();
    return html`
      <main class="page">
        <div class="bar">
          <h1 tabindex="-1">${words.ledger}</h1>
          ${pageLink(
            { type: host && !over ? "host" : "session", sid: session.id },
            host && !over ? words.hostConsole : words.toSession,
            "button",
          )}
        </div>
        <lk-alarm-notice .session=${session}></lk-alarm-notice>
        ${
          session.title === ""
            ? ""
            : html`<p class="lead"><bdi lang=${theirLanguage}>${session.title}</bdi></p>`
        }
        <lk-ledger
          .session=${session}
          .query=${this.query}
          @lk-filter=${(event: CustomEvent<string>) => {
            this.query = event.detail;
            replacePageQuery(new URLSearchParams(event.detail));
          }}
        ></lk-ledger>
      </main>
    `;
  }
}

customElements.define("lk-ledger-page", LkLedgerPage);
