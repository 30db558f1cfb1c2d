import { type TemplateResult, html } from "lit";

import { frameWords } from "../src/words/en/frame.js";
import { brokerUrl, client } from "./brokerClient.js";
import { LightElement } from "./lightElement.js";
import "./pages/hostPage.js";
import "./pages/joinPage.js";
import "./pages/scanPage.js";
import "./pages/sessionPage.js";
import "./pages/startPage.js";
import { languageChoice } from "./parts/languageChoice.js";
import { pageLink } from "./parts/pageLink.js";
import { problemPage } from "../src/elements/parts/problemPanel.js";
import { troublePage } from "../src/elements/parts/troubleView.js";
import { insecureContext } from "../src/elements/problem.js";
import { currentRoute, navigate, type Route } from "./router.js";
import { type Trouble, troubleOf } from "../src/elements/trouble.js";

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
    document.title = frameWords().titles[this.route.type];
    if (this.route.type === "ledger" && this.ledgerPage === "not_loaded") {
      void this.#loadLedgerPage();
    }
  }

  override render(): TemplateResult {
    const words = frameWords();
    return html`
      <header class="top">
        ${pageLink(
          { type: "start" },
          html`<span class="mark" aria-hidden="true"></span><span translate="no">Latchkey</span>`,
          "brand",
        )}
      </header>
      ${this.forgetful ? html`<p class="notice page" role="note">${words.forgetful}</p>` : ""}
      ${isSecureContext ? this.#page() : problemPage(insecureContext())}
      <footer class="foot">
        <p>${words.encrypted(html`<bdi translate="no">${brokerUrl.host}</bdi>`)}</p>
        ${languageChoice()}
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
        return troublePage(this.ledgerPage, brokerUrl, () => {
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
          ...frameWords().noSuchPage,
          actions: [
            {
              label: frameWords().toStart,
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
