import { type TemplateResult, html } from "lit";

import { brokerUrl, client } from "./brokerClient.js";
import { LightElement } from "./lightElement.js";
import "./pages/hostPage.js";
import "./pages/joinPage.js";
import "./pages/scanPage.js";
import "./pages/sessionPage.js";
import "./pages/startPage.js";
import { pageLink } from "./parts/pageLink.js";
import { problemPage } from "./parts/problemPanel.js";
import { troublePage } from "./parts/troubleView.js";
import { insecureContext } from "./problem.js";
import { currentRoute, navigate, type Route } from "./router.js";
import { type Trouble, troubleOf } from "./trouble.js";

/** The frame around every page: header, the page of the current route, and what is wrong for all. */
export class LkApp extends LightElement {
  static override readonly properties = {
    route: { state: true },
    forgetful: { state: true },
    ledgerPage: { state: true },
  };

  declare route: Route;
  declare forgetful: boolean;
  /** Whether the ledger’s page, which the other pages do not need, has been fetched. */
  declare ledgerPage: "not_loaded" | "loaded" | Trouble;

  readonly #onRoute = (): void => {
    this.route = currentRoute();
  };

  constructor() {
    super();
    this.route = currentRoute();
    this.forgetful = false;
    this.ledgerPage = "not_loaded";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("lk-route", this.#onRoute);
    addEventListener("popstate", this.#onRoute);
    if (isSecureContext) {
      void client.storage.then((storage) => {
        this.forgetful = !storage.persistent;
      });
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("lk-route", this.#onRoute);
    removeEventListener("popstate", this.#onRoute);
  }

  override willUpdate(): void {
    // No title of a session: browsers carry their history elsewhere.
    document.title = TITLES[this.route.type];
    if (this.route.type === "ledger" && this.ledgerPage === "not_loaded") {
      void this.#loadLedgerPage();
    }
  }

  override render(): TemplateResult {
    return html`
      <header class="top">
        ${pageLink(
          { type: "start" },
          html`<span class="mark" aria-hidden="true"></span>Latchkey`,
          "brand",
        )}
      </header>
      ${
        this.forgetful
          ? html`<p class="notice page" role="note">
              This browser will forget the session when you close the tab: it does not let pages
              keep anything (private mode, perhaps).
            </p>`
          : ""
      }
      ${isSecureContext ? this.#page() : problemPage(insecureContext())}
      <footer class="foot">
        End-to-end encrypted. ${brokerUrl.host} passes on what it cannot read.
      </footer>
    `;
  }

  async #loadLedgerPage(): Promise<void> {
    try {
      await import("./pages/ledgerPage.js");
      this.ledgerPage = "loaded";
    } catch (error) {
      this.ledgerPage = troubleOf(error);
    }
  }

  #ledgerPage(sid: string): TemplateResult {
    switch (this.ledgerPage) {
      case "not_loaded":
        return html`<main class="page" aria-busy="true"></main>`;
      case "loaded":
        return html`<lk-ledger-page .sid=${sid}></lk-ledger-page>`;
      default:
        return troublePage(this.ledgerPage, () => {
          this.ledgerPage = "not_loaded";
        });
    }
  }

  #page(): TemplateResult {
    const route = this.route;
    switch (route.type) {
      case "start":
        return html`<lk-start-page></lk-start-page>`;
      case "join":
        return html`<lk-join-page></lk-join-page>`;
      case "scan":
        return html`<lk-scan-page></lk-scan-page>`;
      case "session":
        return html`<lk-session-page .sid=${route.sid}></lk-session-page>`;
      case "host":
        return html`<lk-host-page .sid=${route.sid}></lk-host-page>`;
      case "ledger":
        return this.#ledgerPage(route.sid);
      case "unknown":
        return problemPage({
          title: "There is no such page",
          text: "The address may be cut. If it was an invite, ask for the whole link again.",
          actions: [
            {
              label: "To the start page",
              primary: true,
              run: () => {
                navigate({ type: "start" });
              },
            },
          ],
        });
    }
  }
}

const TITLES: Readonly<Record<Route["type"], string>> = {
  start: "Latchkey",
  join: "Your invite · Latchkey",
  scan: "Scan an invite · Latchkey",
  session: "Session · Latchkey",
  host: "Host console · Latchkey",
  ledger: "Who accessed this session · Latchkey",
  unknown: "No such page · Latchkey",
};

customElements.define("lk-app", LkApp);
