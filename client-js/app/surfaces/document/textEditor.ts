import { defaultKeymap } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { yCollab, yUndoManagerKeymap } from "y-codemirror.next";

import type { Session } from "../../../src/index.js";
import { roleWords } from "../../../src/words/en/roles.js";
import { editingWords } from "../../../src/words/en/editing.js";
import { colourOf } from "../../../src/elements/people/memberColour.js";
import { shownName } from "../../../src/elements/roles.js";
import { type Look, remoteCursors } from "./remoteCursors.js";
import { editorLook } from "./editorLook.js";
import type { SharedText } from "./sharedText.js";

/**
 * An editor of a shared text. It has a shadow root because the editor brings its own style sheet, which the
 * pages' policy allows there and not in the page.
 */
export class LkTextEditor extends HTMLElement {
  session: Session | null = null;
  shared: SharedText | null = null;
  /** What screen readers call it. */
  label = "";
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
    const { session, shared, label, shadowRoot: root } = this;
    if (!this.isConnected || session === null || shared === null || root === null) {
      return;
    }
    this.#view?.destroy();
    this.#view = new EditorView({ state: editorState(session, shared, label), parent: root, root });
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

function editorState(session: Session, shared: SharedText, label: string): EditorState {
  const { provider, text, history } = shared;
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
        "aria-label": label,
        "aria-readonly": String(!mayWrite),
        tabindex: "0",
        spellcheck: "true",
      }),
      placeholder(mayWrite ? editingWords().writeTogether : editingWords().nothingWritten),
      keymap.of([...yUndoManagerKeymap, ...defaultKeymap]),
      yCollab(text, null, { undoManager: history }),
      remoteCursors(text, provider.awareness, lookOf),
      editorLook,
    ],
  });
}

customElements.define("lk-text-editor", LkTextEditor);
