import { type TemplateResult, html } from "lit";

import type { Session } from "../../../src/index.js";
import { announce } from "../../../src/elements/announcer.js";
import { SessionWatch } from "../../../src/elements/sessionWatch.js";
import { editingWords } from "../../../src/words/en/editing.js";
import { type SlidesWords, slidesWords } from "../../../src/words/en/slides.js";
import { LightElement } from "../../lightElement.js";
import { DocumentWatch } from "../documentWatch.js";
import { historyButtons } from "../historyButtons.js";
import { addPageStyle } from "../pageStyle.js";
import "../surfaceStyle.js";
import { PANEL, tabList } from "../tabs.js";
import { placeText, presenterBar } from "./presenterBar.js";
import style from "./slides.css?inline";
import { slidesDocument } from "./slidesDocument.js";
import { slideShow } from "./slideShow.js";
import { slideView } from "./slideView.js";

type Tab = keyof SlidesWords["tabs"];
const ORDER: readonly Tab[] = ["show", "write"];
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  PageUp: -1,
  ArrowRight: 1,
  PageDown: 1,
  " ": 1,
};

addPageStyle(style);

/** Slides from a text that all write; who presents turns the pages for those who follow. */
export class LkSlides extends LightElement {
  static override readonly properties = {
    session: { attribute: false },
    tab: { state: true },
  };

  declare session: Session;
  declare tab: Tab;

  readonly #watch = new SessionWatch(this, ["members", "role", "frozen", "status", "sync"]);
  readonly #document = new DocumentWatch(this);
  #listening: readonly (() => void)[] = [];
  #shown = 0;

  constructor() {
    super();
    this.tab = "show";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening.forEach((stop) => {
      stop();
    });
    this.#listening = [];
  }

  override willUpdate(): void {
    this.#watch.follow(this.session);
    this.#document.follow(slidesDocument(this.session));
    if (this.#listening.length === 0) {
      const draw = (): void => {
        this.requestUpdate();
      };
      this.#listening = [
        slidesDocument(this.session).onChange(draw),
        slideShow(this.session).onChange(draw),
      ];
    }
    if (this.tab === "write" && customElements.get("lk-text-editor") === undefined) {
      void this.#loadEditor();
    }
  }

  override render(): TemplateResult {
    const { canWrite } = this.session;
    const { shared } = slidesDocument(this.session);
    const words = slidesWords();
    const tab = canWrite ? this.tab : "show";
    return html`
      <section class="surface" aria-labelledby="slides-heading">
        <h2 id="slides-heading" class="visually-hidden">${words.slides}</h2>
        ${
          canWrite
            ? html`<div class="surface-bar">
                ${tabList({
                  label: words.slides,
                  names: words.tabs,
                  order: ORDER,
                  chosen: tab,
                  choose: (next) => {
                    this.tab = next;
                  },
                })}
                ${tab === "write" ? historyButtons(shared.history) : ""}
              </div>`
            : ""
        }
        ${this.#document.notices(canWrite)}
        ${
          canWrite
            ? html`<div id=${PANEL} role="tabpanel" aria-labelledby="tab-${tab}">
                ${this.#panel(tab)}
              </div>`
            : this.#panel(tab)
        }
      </section>
    `;
  }

  override updated(): void {
    const { page } = slideShow(this.session);
    if (page !== this.#shown) {
      this.#shown = page;
      announce(this.#place());
    }
  }

  #panel(tab: Tab): TemplateResult {
    const { shared, isEmpty } = slidesDocument(this.session);
    const words = slidesWords();
    if (!this.#document.isLoaded && isEmpty) {
      return html`<p class="quiet empty">${editingWords().loading}</p>`;
    }
    if (tab === "show") {
      return isEmpty ? html`<p class="quiet empty">${this.#nothing()}</p>` : this.#show();
    }
    return customElements.get("lk-text-editor") === undefined
      ? html`<p class="quiet empty late">${editingWords().loadingText}</p>`
      : html`<p class="quiet slide-hint">${words.hint((text) => html`<code>${text}</code>`)}</p>
          <lk-text-editor
            .session=${this.session}
            .shared=${shared}
            .label=${words.text}
          ></lk-text-editor>`;
  }

  #nothing(): string {
    const words = slidesWords();
    return this.session.canWrite ? words.nothingYet : words.nothing;
  }

  #show(): TemplateResult {
    const { slides } = slidesDocument(this.session);
    const slide = slides[this.#page] ?? [];
    return html`<div
      class="show"
      @fullscreenchange=${() => {
        this.requestUpdate();
      }}
    >
      <div
        class="slide"
        role="region"
        aria-label=${this.#place()}
        tabindex="0"
        @keydown=${this.#onKey}
      >
        ${slideView(slide)}
      </div>
      ${presenterBar(this.session, slideShow(this.session), {
        page: this.#page,
        count: slides.length,
        turn: this.#turn,
      })}
    </div>`;
  }

  /** There may be fewer slides than the presenter has seen. */
  get #page(): number {
    const { slides } = slidesDocument(this.session);
    return Math.min(slideShow(this.session).page, slides.length - 1);
  }

  #place(): string {
    return placeText(this.#page, slidesDocument(this.session).slides.length);
  }

  readonly #turn = (step: number): void => {
    const { slides } = slidesDocument(this.session);
    const next = Math.min(Math.max(this.#page + step, 0), slides.length - 1);
    if (next !== this.#page) {
      slideShow(this.session).goTo(next);
    }
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      this.#turn(step);
    }
  };

  async #loadEditor(): Promise<void> {
    try {
      await import("../document/textEditor.js");
      this.requestUpdate();
    } catch {
      this.#document.problem = editingWords().textNotLoaded;
      this.tab = "show";
    }
  }
}

customElements.define("lk-slides", LkSlides);
