import { type TemplateResult, html } from "lit";

import type { Session } from "../../../src/index.js";
import { SessionWatch } from "../../../src/elements/sessionWatch.js";
import { editingWords } from "../../../src/words/en/editing.js";
import { LightElement } from "../../lightElement.js";
import { boardDocument } from "../board/boardDocument.js";
import { DocumentWatch } from "../documentWatch.js";
import { historyButtons } from "../historyButtons.js";
import "../surfaceStyle.js";
import "./textEditor.js";

/** One text that all members write. */
export class LkDocument extends LightElement {
  static override readonly properties = { session: { attribute: false } };

  declare session: Session;
  readonly #watch = new SessionWatch(this, ["members", "role", "frozen", "status", "sync"]);
  readonly #document = new DocumentWatch(this);

  override willUpdate(): void {
    this.#watch.follow(this.session);
    this.#document.follow(boardDocument(this.session));
  }

  override render(): TemplateResult {
    const { shared } = boardDocument(this.session);
    const { canWrite } = this.session;
    const words = editingWords();
    return html`
      <section class="surface" aria-labelledby="document-heading">
        <h2 id="document-heading" class="visually-hidden">${words.sharedText}</h2>
        ${
          canWrite
            ? html`<div class="surface-bar"><span></span>${historyButtons(shared.history)}</div>`
            : ""
        }
        ${this.#document.notices(canWrite)}
        ${
          this.#document.isLoaded || shared.text.length > 0
            ? html`<lk-text-editor
                .session=${this.session}
                .shared=${shared}
                .label=${words.sharedText}
              ></lk-text-editor>`
            : html`<p class="quiet empty">${words.loading}</p>`
        }
      </section>
    `;
  }
}

customElements.define("lk-document", LkDocument);
