import { type TemplateResult, html } from "lit";

import type { Session } from "../../../src/index.js";
import { type BoardWords, boardWords } from "../../../src/words/en/board.js";
import { editingWords } from "../../../src/words/en/editing.js";
import { SessionWatch } from "../../../src/elements/sessionWatch.js";
import { LightElement } from "../../lightElement.js";
import { DocumentWatch } from "../documentWatch.js";
import { historyButtons } from "../historyButtons.js";
import { addPageStyle } from "../pageStyle.js";
import "../surfaceStyle.js";
import { PANEL, tabList } from "../tabs.js";
import style from "./board.css?inline";
import { type BoardDocument, boardDocument } from "./boardDocument.js";
import "./noteBoard.js";

type Tab = keyof BoardWords["tabs"];
const ORDER: readonly Tab[] = ["notes", "text"];

addPageStyle(style);

/** A whiteboard with notes and a pen, and a text beside it, each in a tab. */
export class LkBoard extends LightElement {
  static override readonly properties = {
    session: { attribute: false },
    tab: { state: true },
  };

  declare session: Session;
  declare tab: Tab;

  readonly #watch = new SessionWatch(this, ["members", "role", "frozen", "status", "sync"]);
  readonly #document = new DocumentWatch(this);

  constructor() {
    super();
    this.tab = "notes";
  }

  override willUpdate(): void {
    this.#watch.follow(this.session);
    this.#document.follow(boardDocument(this.session));
    if (this.tab === "text" && !isEditorLoaded()) {
      void this.#loadEditor();
    }
  }

  override render(): TemplateResult {
    const board = boardDocument(this.session);
    const { canWrite } = this.session;
    const words = boardWords();
    return html`
      <section class="surface" aria-labelledby="board-heading">
        <h2 id="board-heading" class="visually-hidden">${words.board}</h2>
        <div class="surface-bar">
          ${tabList({
            label: words.board,
            names: words.tabs,
            order: ORDER,
            chosen: this.tab,
            choose: (tab) => {
              this.tab = tab;
            },
          })}
          ${
            canWrite
              ? historyButtons(this.tab === "notes" ? board.notes.history : board.shared.history)
              : ""
          }
        </div>
        ${this.#document.notices(canWrite)}
        <div id=${PANEL} role="tabpanel" aria-labelledby="tab-${this.tab}">
          ${this.#panel(board)}
        </div>
      </section>
    `;
  }

  #panel(board: BoardDocument): TemplateResult {
    if (!this.#document.isLoaded && board.isEmpty) {
      return html`<p class="quiet empty">${editingWords().loading}</p>`;
    }
    if (this.tab === "text" && !isEditorLoaded()) {
      return html`<p class="quiet empty late">${editingWords().loadingText}</p>`;
    }
    return this.tab === "notes"
      ? html`<lk-note-board
          .session=${this.session}
          .board=${board}
          .mayWrite=${this.session.canWrite}
        ></lk-note-board>`
      : html`<lk-text-editor
          .session=${this.session}
          .shared=${board.shared}
          .label=${editingWords().sharedText}
        ></lk-text-editor>`;
  }

  async #loadEditor(): Promise<void> {
    try {
      await import("../document/textEditor.js");
      this.requestUpdate();
    } catch {
      this.#document.problem = editingWords().textNotLoaded;
      this.tab = "notes";
    }
  }
}

/** The editor is as large as all the rest; before it is there, its element holds nothing. */
function isEditorLoaded(): boolean {
  return customElements.get("lk-text-editor") !== undefined;
}

customElements.define("lk-board", LkBoard);
