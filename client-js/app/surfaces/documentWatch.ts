import { type LitElement, type ReactiveController, type TemplateResult, html } from "lit";
import type { UndoManager } from "yjs";

import { editingWords } from "../../src/words/en/editing.js";
import type { SessionProvider } from "../../src/yjs.js";

/** A session's document, and what takes back one's own changes to it. */
export interface WatchedDocument {
  readonly provider: SessionProvider;
  readonly histories: readonly UndoManager[];
}

/** Draws an element again when its document is read, stored or taken back, and says what failed. */
export class DocumentWatch implements ReactiveController {
  problem = "";
  readonly #element: LitElement;
  #document: WatchedDocument | null = null;
  #isListening = false;
  #isLoaded = false;

  constructor(element: LitElement) {
    this.#element = element;
    element.addController(this);
  }

  /** Whether everything that the broker had when it was reached first is there. */
  get isLoaded(): boolean {
    this.#isLoaded ||= this.#document?.provider.synced === true;
    return this.#isLoaded;
  }

  follow(document: WatchedDocument): void {
    if (document !== this.#document) {
      this.hostDisconnected();
      this.#document = document;
      this.hostConnected();
    }
  }

  /** What is wrong, and that something is not stored yet. */
  notices(canWrite: boolean): TemplateResult {
    return html`
      <p class="field-problem" role="alert">${this.problem}</p>
      ${
        this.#document?.provider.hasUnsyncedChanges === true && canWrite
          ? html`<p class="quiet very-late">${editingWords().notSaved}</p>`
          : ""
      }
    `;
  }

  hostConnected(): void {
    if (this.#document === null || this.#isListening) {
      return;
    }
    this.#isListening = true;
    const { provider, histories } = this.#document;
    provider.on("synced", this.#draw);
    provider.on("unsyncedChanges", this.#onStored);
    provider.on("error", this.#onError);
    for (const history of histories) {
      history.on("stack-item-added", this.#draw);
      history.on("stack-item-popped", this.#draw);
    }
    this.#draw();
  }

  hostDisconnected(): void {
    if (this.#document === null || !this.#isListening) {
      return;
    }
    this.#isListening = false;
    const { provider, histories } = this.#document;
    provider.off("synced", this.#draw);
    provider.off("unsyncedChanges", this.#onStored);
    provider.off("error", this.#onError);
    for (const history of histories) {
      history.off("stack-item-added", this.#draw);
      history.off("stack-item-popped", this.#draw);
    }
  }

  readonly #draw = (): void => {
    this.#element.requestUpdate();
  };

  readonly #onStored = ({ number }: { number: number }): void => {
    if (number === 0) {
      this.problem = "";
    }
    this.#draw();
  };

  readonly #onError = (error: Error): void => {
    this.problem = problemOf(error);
    this.#draw();
  };
}

function problemOf(error: Error): string {
  const words = editingWords();
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
