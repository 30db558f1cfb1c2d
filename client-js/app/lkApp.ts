import { type TemplateResult, html } from "lit";

import { client } from "./brokerClient.js";
import { LightElement } from "./lightElement.js";
import "./pages/hostPage.js";
import "./pages/joinPage.js";
import "./pages/scanPage.js";
import "./pages/sessionPage.js";
import "./pages/startPage.js";
import { insecureContext, problemView } from "./problem.js";
import { addressOf, currentRoute, navigate, type Route } from "./router.js";

/** The frame around every page: header, the page of the current route, and what is wrong for all. */
export class LkApp extends LightElement {
  static override readonly properties = {
    route: { state: true },
    forgetful: { state: true },
  };

  declare route: Route;
  declare forgetful: boolean;

  readonly #onRoute = (): void => {
    this.route = currentRoute();
  };

  constructor() {
    super();
    this.route = currentRoute();
    this.forgetful = false;
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

  override render(): TemplateResult {
    return html`
      <header class="top">
        <a class="brand" href=${addressOf({ type: "start" })} @click=${goHome}>
          <span class="mark" aria-hidden="true"></span>Latchkey
        </a>
      </header>
      ${
        this.forgetful
          ? html`<p class="notice" role="note">
              This browser will forget the session when you close the tab: it does not let pages
              keep anything (private mode, perhaps).
            </p>`
          : ""
      }
      ${isSecureContext ? this.#page() : problemView(insecureContext())}
    `;
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
      case "unknown":
        return problemView({
          title: "There is no such page",
          text: "The address may be cut. If it was an invite, ask for the whole link again.",
          actions: [{ label: "To the start page", primary: true, run: goHome }],
        });
    }
  }
}

function goHome(event?: Event): void {
  event?.preventDefault();
  navigate({ type: "start" });
}

customElements.define("lk-app", LkApp);
