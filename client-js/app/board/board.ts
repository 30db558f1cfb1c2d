import { type TemplateResult, html } from "lit";

import type { Session } from "../../src/index.js";
import { type BoardWords, boardWords } from "../../src/words/en/board.js";
import { LightElement } from "../lightElement.js";
import { SessionWatch } from "../../src/elements/sessionWatch.js";
import { type BoardDocument, boardDocument } from "./boardDocument.js";
import "./noteBoard.js";
import { historyButtons } from "./historyButtons.js";

type Tab = keyof BoardWords["tabs"];
const ORDER: readonly Tab[] = ["notes", "text"];

/** What the members share: a board of notes and a text, each in a tab. */
export class LkBoard extends LightElement {
  static override readonly properties = {
    session: { attribute: false },
    tab: { state: true },
    problem: { state: true },
  };

  declare session: Session;
  declare tab: Tab;
  declare problem: string;

  readonly #watch = new SessionWatch(this, ["members", "role", "frozen", "status", "sync"]);
  #board: BoardDocument | null = null;
  #listening: (() => void) | null = null;
  #isLoaded = false;

  constructor() {
    super();
    this.tab = "notes";
    this.problem = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening?.();
    this.#listening = null;
  }

  override willUpdate(): void {
    this.#watch.follow(this.session);
    this.#board = boardDocument(this.session);
    this.#listening ??= this.#listen(this.#board);
    if (this.tab === "text" && !isEditorLoaded()) {
      void this.#loadEditor();
    }
  }

  override render(): TemplateResult {
    const board = this.#board ?? boardDocument(this.session);
    const words = boardWords();
    return html`
      <section class="board" aria-labelledby="board-heading">
        <h2 id="board-heading" class="visually-hidden">${words.board}</h2>
        <div class="board-bar">
          <div class="tabs" role="tablist" aria-label=${words.board} @keydown=${this.#onKey}>
            ${ORDER.map((tab) => this.#tabButton(tab))}
          </div>
          ${
            this.session.canWrite
              ? historyButtons(this.tab === "notes" ? board.notes.history : board.textHistory)
              : ""
          }
        </div>
        <p class="field-problem" role="alert">${this.problem}</p>
        ${
          board.provider.hasUnsyncedChanges && this.session.canWrite
            ? html`<p class="quiet very-late">${words.notSaved}</p>`
            : ""
        }
        <div id="board-panel" role="tabpanel" aria-labelledby="tab-${this.tab}">
          ${this.#panel(board)}
        </div>
      </section>
    `;
  }

  #tabButton(tab: Tab): TemplateResult {
    const chosen = tab === this.tab;
    return html`<button
      type="button"
      role="tab"
      id="tab-${tab}"
      aria-selected=${String(chosen)}
      aria-controls="board-panel"
      tabindex=${chosen ? 0 : -1}
      @click=${() => {
        this.tab = tab;
      }}
    >
      ${boardWords().tabs[tab]}
    </button>`;
  }

  #panel(board: BoardDocument): TemplateResult {
    this.#isLoaded ||= board.provider.synced;
    if (!this.#isLoaded && isEmpty(board)) {
      return html`<p class="quiet empty">${boardWords().loading}</p>`;
    }
    if (this.tab === "text" && !isEditorLoaded()) {
      return html`<p class="quiet empty late">${boardWords().loadingText}</p>`;
    }
    return this.tab === "notes"
      ? html`<lk-note-board
          .session=${this.session}
          .board=${board}
          .mayWrite=${this.session.canWrite}
        ></lk-note-board>`
      : html`<lk-text-editor .session=${this.session} .board=${board}></lk-text-editor>`;
  }

  async #loadEditor(): Promise<void> {
    try {
      await import("./textEditor.js");
      this.requestUpdate();
    } catch {
      this.problem = boardWords().textNotLoaded;
      this.tab = "notes";
    }
  }

  #listen({ provider, notes, textHistory }: BoardDocument): () => void {
    const draw = (): void => {
      this.requestUpdate();
    };
    const onError = (error: Error): void => {
      this.problem = problemOf(error);
    };
    const onStored = ({ number }: { number: number }): void => {
      if (number === 0) {
        this.problem = "";
      }
      draw();
    };
    const histories = [notes.history, textHistory];
    provider.on("synced", draw);
    provider.on("unsyncedChanges", onStored);
    provider.on("error", onError);
    for (const history of histories) {
      history.on("stack-item-added", draw);
      history.on("stack-item-popped", draw);
    }
    return () => {
      provider.off("synced", draw);
      provider.off("unsyncedChanges", onStored);
      provider.off("error", onError);
      for (const history of histories) {
        history.off("stack-item-added", draw);
        history.off("stack-item-popped", draw);
      }
    };
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -ORDER.length, End: ORDER.length }[
      event.key
    ];
    if (step !== undefined) {
      event.preventDefault();
      const at = Math.min(Math.max(ORDER.indexOf(this.tab) + step, 0), ORDER.length - 1);
      this.tab = ORDER[at] ?? this.tab;
      void this.updateComplete.then(() => {
        this.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
      });
    }
  };
}

/** The editor is as large as all the rest; before it is there, its element holds nothing. */
function isEditorLoaded(): boolean {
  return customElements.get("lk-text-editor") !== undefined;
}

function isEmpty({ notes, text }: BoardDocument): boolean {
  return notes.list().length === 0 && text.length === 0;
}

function problemOf(error: Error): string {
  const words = boardWords();
  switch ("code" in error ? error.code : undefined) {
    case "role_forbidden":
      return words.mayNotWrite;
    case "state_too_large":
      return words.tooMuch;
    case "session_storage_full":
      return words.full;
    default:
      return words.lost;
  }
}

customElements.define("lk-board", LkBoard);
