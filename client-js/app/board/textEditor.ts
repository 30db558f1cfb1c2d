import { defaultKeymap } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { yCollab, yUndoManagerKeymap } from "y-codemirror.next";

import type { Session } from "../../src/index.js";
import { roleWords } from "../../src/words/en/roles.js";
import { boardWords } from "../../src/words/en/board.js";
import { colourOf } from "../../src/elements/people/memberColour.js";
import { shownName } from "../../src/elements/roles.js";
import type { BoardDocument } from "./boardDocument.js";
import { type Look, remoteCursors } from "./remoteCursors.js";
import { editorLook } from "./editorLook.js";

/**
 * The shared text. It has a shadow root because the editor brings its own style sheet, which the
 * pages' policy allows there and not in the page.
 */
export class LkTextEditor extends HTMLElement {
  session: Session | null = null;
  board: BoardDocument | null = null;
  #view: EditorView | null = null;
  #listening: AbortController | null = null;

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
  }

  connectedCallback(): void {
    // The properties are set after the element was put in place.
    queueMicrotask(() => {
      this.#open();
    });
  }

  disconnectedCallback(): void {
    this.#listening?.abort();
    this.#listening = null;
    this.#view?.destroy();
    this.#view = null;
  }

  #open(): void {
    const { session, board, shadowRoot: root } = this;
    if (!this.isConnected || session === null || board === null || root === null) {
      return;
    }
    this.#view?.destroy();
    this.#view = new EditorView({ state: editorState(session, board), parent: root, root });
    if (this.#listening === null) {
      let { canWrite } = session;
      this.#listening = new AbortController();
      const onChange = (): void => {
        if (session.canWrite !== canWrite) {
          ({ canWrite } = session);
          this.#open();
        }
      };
      for (const event of ["role", "frozen"] as const) {
        session.on(event, onChange, { signal: this.#listening.signal });
      }
    }
  }
}

function editorState(session: Session, board: BoardDocument): EditorState {
  const { provider, text, textHistory } = board;
  const mayWrite = session.canWrite;
  const lookOf = (id: string): Look => {
    const members = session.members.list();
    const member = members.find((it) => it.id === id);
    const name = member === undefined ? roleWords().unknown : shownName(member, session.role);
    return { name, colour: colourOf(members, id) };
  };
  return EditorState.create({
    doc: text.toJSON(),
    extensions: [
      // Otherwise a carriage return counts one here and another number in the document.
      EditorState.lineSeparator.of("\n"),
      EditorState.readOnly.of(!mayWrite),
      EditorView.editable.of(mayWrite),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        "aria-label": boardWords().sharedText,
        "aria-readonly": String(!mayWrite),
        tabindex: "0",
        spellcheck: "true",
      }),
      placeholder(mayWrite ? boardWords().writeTogether : boardWords().nothingWritten),
      keymap.of([...yUndoManagerKeymap, ...defaultKeymap]),
      yCollab(text, null, { undoManager: textHistory }),
      remoteCursors(text, provider.awareness, lookOf),
      editorLook,
    ],
  });
}

customElements.define("lk-text-editor", LkTextEditor);
