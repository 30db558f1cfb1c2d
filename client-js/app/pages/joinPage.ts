import { type TemplateResult, html } from "lit";

import "../../src/elements/join/lkJoin.js";
import type { Session } from "../../src/index.js";
import { frameWords } from "../../src/words/en/frame.js";
import { client, keepOpen } from "../brokerClient.js";
import { LightElement } from "../lightElement.js";
import { expectJoin } from "../pageParts.js";
import { pageLink } from "../parts/pageLink.js";
import { navigate } from "../router.js";
import { LINK_ARRIVED, replaceInvite, takenInvite } from "../takenInvite.js";

const BUSY: ReadonlySet<string> = new Set(["checking", "used_here"]);

/** The page that an invite opens. */
export class LkJoinPage extends LightElement {
  static override readonly properties = { link: { state: true }, shown: { state: true } };

  declare link: string | null;
  /** The name of the state that is shown. */
  declare shown: string;

  readonly #onLinkArrived = (): void => {
    this.link = linkHere();
  };

  constructor() {
    super();
    this.link = linkHere();
    this.shown = "checking";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener(LINK_ARRIVED, this.#onLinkArrived);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener(LINK_ARRIVED, this.#onLinkArrived);
  }

  override render(): TemplateResult {
    return html`
      <main class="page narrow" aria-busy=${BUSY.has(this.shown) ? "true" : "false"}>
        <lk-join
          .client=${client}
          .link=${this.link}
          @lk-state=${this.#onState}
          @lk-link=${this.#onLink}
          @lk-open=${this.#onOpen}
          @lk-joined=${this.#onJoined}
        >
          ${pageLink({ type: "start" }, frameWords().startOwn, "button", "ended")}
        </lk-join>
      </main>
    `;
  }

  readonly #onState = ({ detail }: CustomEvent<string>): void => {
    this.shown = detail;
    if (detail === "ready") {
      expectJoin();
    }
    const { titles } = frameWords();
    document.title = detail === "waiting" ? titles.waiting : titles.join;
  };

  // The element looks at it by itself.
  readonly #onLink = ({ detail }: CustomEvent<string>): void => {
    replaceInvite(detail);
  };

  readonly #onOpen = ({ detail }: CustomEvent<string>): void => {
    navigate({ type: "session", sid: detail });
  };

  readonly #onJoined = ({ detail }: CustomEvent<Session>): void => {
    keepOpen(detail);
    replaceInvite(null);
    navigate({ type: "session", sid: detail.id }, "replace");
  };
}

/** The invite, or an address that is none; null if there is nothing but the page's own. */
function linkHere(): string | null {
  return takenInvite() ?? (location.hash.length > 1 ? location.href : null);
}

customElements.define("lk-join-page", LkJoinPage);
