import { type TemplateResult, html } from "lit";

import type { Session } from "../../../src/index.js";
import { announce } from "../../../src/elements/announcer.js";
import { SessionWatch } from "../../../src/elements/sessionWatch.js";
import { editingWords } from "../../../src/words/en/editing.js";
import { radarWords } from "../../../src/words/en/radar.js";
import { LightElement } from "../../lightElement.js";
import { DocumentWatch } from "../documentWatch.js";
import { historyButtons, undoByKey } from "../historyButtons.js";
import { addPageStyle } from "../pageStyle.js";
import "../surfaceStyle.js";
import { BlipDrag } from "./blipDrag.js";
import { entryForm, type NewEntry } from "./entryForm.js";
import { entryLists } from "./entryLists.js";
import style from "./radar.css?inline";
import type { Entry, Sector } from "./radarBook.js";
import { radarDocument } from "./radarDocument.js";
import { spotsOf } from "./radarLayout.js";
import { radarPicture } from "./radarPicture.js";

addPageStyle(style);

/** A technology radar: a picture and a list of the same entries, which all members put there. */
export class LkRadar extends LightElement {
  static override readonly properties = { session: { attribute: false } };

  declare session: Session;

  readonly #watch = new SessionWatch(this, ["members", "role", "frozen", "status", "sync"]);
  readonly #document = new DocumentWatch(this);
  readonly #drag = new BlipDrag(this);
  #stopListening: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
    this.#stopListening = null;
  }

  override willUpdate(): void {
    this.#watch.follow(this.session);
    this.#document.follow(radarDocument(this.session));
    this.#stopListening ??= radarDocument(this.session).book.onChange(() => {
      this.requestUpdate();
    });
  }

  override render(): TemplateResult {
    const { book } = radarDocument(this.session);
    const { canWrite } = this.session;
    const words = radarWords();
    const entries = book.list();
    const spots = spotsOf(entries).map((spot) => this.#drag.moved(spot));
    const acts = canWrite ? { move: this.#move, remove: this.#remove } : null;
    return html`
      <section
        class="surface radar"
        aria-labelledby="radar-heading"
        @keydown=${(event: KeyboardEvent) => {
          if (canWrite && !(event.target instanceof HTMLInputElement)) {
            undoByKey(book.history, event);
          }
        }}
      >
        <h2 id="radar-heading" class="visually-hidden">${words.radar}</h2>
        ${
          canWrite
            ? [
                html`<div class="surface-bar"><span></span>${historyButtons(book.history)}</div>`,
                entryForm(this.#add),
              ]
            : ""
        }
        ${this.#document.notices(canWrite)}
        ${
          this.#document.isLoaded || entries.length > 0
            ? [
                radarPicture(spots, acts, this.#drag),
                canWrite && entries.length > 0
                  ? html`<p id="radar-hint" class="quiet">${words.hint}</p>`
                  : "",
                entries.length === 0
                  ? html`<p class="quiet empty">${words.nothing}</p>`
                  : entryLists(spots, acts),
              ]
            : html`<p class="quiet empty">${editingWords().loading}</p>`
        }
      </section>
    `;
  }

  readonly #add = (entry: NewEntry): void => {
    const { book } = radarDocument(this.session);
    book.add({ ...entry, id: crypto.randomUUID(), at: Date.now() });
    announce(radarWords().addedNews);
  };

  readonly #move = (entry: Entry, sector: Sector): void => {
    const words = radarWords();
    radarDocument(this.session).book.move(entry.id, sector);
    const ring = words.rings[sector.ring] ?? "";
    announce(words.place(entry.name, ring, words.quadrants[sector.quadrant] ?? ""));
  };

  /** The focus goes on to where the next entry is written, not back to the start of the page. */
  readonly #remove = (entry: Entry): void => {
    radarDocument(this.session).book.remove(entry.id);
    this.querySelector<HTMLElement>("input")?.focus();
    announce(radarWords().removedNews);
  };
}

customElements.define("lk-radar", LkRadar);
