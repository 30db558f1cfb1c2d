import { type TemplateResult, html } from "lit";
import type { UndoManager } from "yjs";

import { editingWords } from "../../src/words/en/editing.js";

/** Takes back, and does again, what this member did; never what others did. */
export function historyButtons(history: UndoManager): TemplateResult {
  const words = editingWords();
  return html`
    <div class="history" role="group" aria-label=${words.yourChanges}>
      <button
        type="button"
        class="plain"
        ?disabled=${!history.canUndo()}
        @click=${() => history.undo()}
      >
        ${words.undo}
      </button>
      <button
        type="button"
        class="plain"
        ?disabled=${!history.canRedo()}
        @click=${() => history.redo()}
      >
        ${words.redo}
      </button>
    </div>
  `;
}

/** Ctrl or ⌘ with Z, and with Y or Shift and Z, where no text field takes them. */
export function undoByKey(history: UndoManager, event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  if (
    !(event.ctrlKey || event.metaKey) ||
    event.altKey ||
    event.target instanceof HTMLTextAreaElement
  ) {
    return;
  }
  if (key === "z" && !event.shiftKey) {
    event.preventDefault();
    history.undo();
  } else if (key === "y" || key === "z") {
    event.preventDefault();
    history.redo();
  }
}
