import { type TemplateResult, html } from "lit";

import { announce } from "../src/elements/announcer.js";
import { frameWords } from "../src/words/en/frame.js";
import { brokerUrl, client } from "./brokerClient.js";
import { LightElement } from "./lightElement.js";
import { NEWER_PAGES } from "./newerPages.js";
import { expectOutage, isLoaded, loadPage, type Page } from "./pageParts.js";
import { languageChoice } from "./parts/languageChoice.js";
import { type FrameTrouble, laterTrouble } from "./parts/laterTrouble.js";
import { pageLink } from "./parts/pageLink.js";
import type { Route } from "./route.js";
import { currentRoute } from "./router.js";
import { type Trouble, troubleOf } from "../src/elements/trouble.js";

/** The frame around every page: header, the page of the current route, and what is wrong for all. */
export class LkApp extends LightElement {
  static override readonly properties = {
    route: { state: true },
    forgetful: { state: true },
    isOld: { state: true },
    trouble: { state: true },
  };

  declare route: Route;
  declare forgetful: boolean;
  /** Whether there is a newer version of these pages. */
  declare isOld: boolean;
  /** Why the page of the current route could not be fetched. */
  declare trouble: Trouble | null;

  readonly #onRoute = (): void => {
    this.route = currentRoute();
    this.trouble = null;
  };

  readonly #onNewer = (): void => {
    this.isOld = true;
    if (!this.forgetful) {
      announce(frameWords().newerPages);
    }
  };

  constructor() {
    super();
    this.route = currentRoute();
    this.forgetful = false;
    this.isOld = false;
    this.trouble = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("lk-route", this.#onRoute);
    addEventListener("popstate", this.#onRoute);
    addEventListener(NEWER_PAGES, this.#onNewer);
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
    removeEventListener(NEWER_PAGES, this.#onNewer);
  }

  override willUpdate(): void {
    // No title of a session: browsers carry their history elsewhere.
    document.title = frameWords().titles[this.route.type];
    const { type } = this.route;
    if (isSecureContext && type !== "unknown" && !isLoaded(type) && this.trouble === null) {
      void this.#load(type);
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
      ${
        this.forgetful && this.route.type !== "join"
          ? html`<p class="notice page" role="note">${words.forgetful}</p>`
          : ""
      }
      ${this.isOld && !this.forgetful ? newerPages() : ""}
      ${isSecureContext ? this.#page() : troublePage({ type: "insecure" })}
      <footer class="foot">
        <p>${words.encrypted(html`<bdi translate="no">${brokerUrl.host}</bdi>`)}</p>
        ${languageChoice()}
      </footer>
    `;
  }

  async #load(page: Page): Promise<void> {
    try {
      await loadPage(page);
      this.requestUpdate();
      expectOutage();
    } catch (error) {
      if (this.route.type === page) {
        this.trouble = troubleOf(error);
      }
    }
  }

  #page(): TemplateResult {
    const route = this.route;
    if (this.trouble !== null) {
      const retry = (): void => {
        this.trouble = null;
      };
      return troublePage({ type: "failed", trouble: this.trouble, retry });
    }
    if (route.type !== "unknown" && !isLoaded(route.type)) {
      // As tall as what comes, so that nothing below it moves.
      const height = route.type === "start" ? "tall" : "";
      return html`<main class="page ${height}" aria-busy="true"></main>`;
    }
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
        return html`<lk-ledger-page .sid=${route.sid}></lk-ledger-page>`;
      case "unknown":
        return troublePage({ type: "no_such_page" });
    }
  }
}

/** Not pressed by itself, ever: somebody may be in the middle of something. */
function newerPages(): TemplateResult {
  const words = frameWords();
  return html`<div class="newer page" role="note">
    <p>${words.newerPages}</p>
    <button
      type="button"
      @click=${() => {
        location.reload();
      }}
    >
      ${words.reload}
    </button>
  </div>`;
}

function troublePage(what: FrameTrouble): TemplateResult {
  return html`<main class="page narrow">${laterTrouble(what)}</main>`;
}
