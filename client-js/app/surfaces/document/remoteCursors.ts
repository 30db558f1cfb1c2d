import { Annotation, type Range } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from "@codemirror/view";
import type { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";

// As in y-codemirror.next, which sets style attributes, and the pages' policy forbids those.

const FIELD = "cursor";
const othersMoved = Annotation.define<boolean>();

/** How a member is shown. */
export interface Look {
  readonly name: string;
  /** A colour of CSS. */
  readonly colour: string;
}

/** Shows where the others are in the text, and tells them where this editor is. */
export function remoteCursors(
  text: Y.Text,
  awareness: Awareness,
  lookOf: (member: string) => Look,
): ViewPlugin<RemoteCursors> {
  return ViewPlugin.define((view) => new RemoteCursors(view, text, awareness, lookOf), {
    decorations: (cursors) => cursors.decorations,
  });
}

class RemoteCursors {
  decorations: DecorationSet = Decoration.none;
  readonly #view: EditorView;
  readonly #text: Y.Text;
  readonly #awareness: Awareness;
  readonly #lookOf: (member: string) => Look;

  constructor(
    view: EditorView,
    text: Y.Text,
    awareness: Awareness,
    lookOf: (member: string) => Look,
  ) {
    this.#view = view;
    this.#text = text;
    this.#awareness = awareness;
    this.#lookOf = lookOf;
    this.decorations = this.#draw();
    awareness.on("change", this.#onChange);
  }

  update(update: ViewUpdate): void {
    this.#tell(update.view);
    this.decorations = this.#draw();
  }

  destroy(): void {
    this.#awareness.off("change", this.#onChange);
    this.#awareness.setLocalStateField(FIELD, null);
  }

  readonly #onChange = (
    changes: Readonly<Record<"added" | "updated" | "removed", number[]>>,
  ): void => {
    const { added, updated, removed } = changes;
    if ([...added, ...updated, ...removed].some((id) => id !== this.#awareness.clientID)) {
      this.#view.dispatch({ annotations: othersMoved.of(true) });
    }
  };

  #tell({ hasFocus, state }: EditorView): void {
    const told: unknown = this.#awareness.getLocalState()?.[FIELD] ?? null;
    const { anchor, head } = state.selection.main;
    const position = (at: number): Y.RelativePosition =>
      Y.createRelativePositionFromTypeIndex(this.#text, at);
    const cursor = hasFocus ? { anchor: position(anchor), head: position(head) } : null;
    if (JSON.stringify(cursor) !== JSON.stringify(told)) {
      this.#awareness.setLocalStateField(FIELD, cursor);
    }
  }

  #draw(): DecorationSet {
    const ranges: Range<Decoration>[] = [];
    for (const [client, state] of this.#awareness.getStates()) {
      const { [FIELD]: cursor, user } = state as Record<string, unknown>;
      const anchor = this.#place(cursor, "anchor");
      const head = this.#place(cursor, "head");
      if (client !== this.#awareness.clientID && anchor !== null && head !== null) {
        const look = this.#lookOf(String((user as { id?: unknown } | undefined)?.id));
        const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
        if (from < to) {
          const attributes = { style: `--colour: ${look.colour}` };
          ranges.push(Decoration.mark({ class: "remote-selection", attributes }).range(from, to));
        }
        const widget = new Caret(look);
        ranges.push(Decoration.widget({ widget, side: head > anchor ? -1 : 1 }).range(head));
      }
    }
    return Decoration.set(ranges, true);
  }

  /** Null if it is no position in this text: members send what they like. */
  #place(cursor: unknown, end: "anchor" | "head"): number | null {
    const { doc } = this.#text;
    const position = (cursor as Partial<Record<string, unknown>> | null | undefined)?.[end];
    if (doc === null || typeof position !== "object" || position === null) {
      return null;
    }
    try {
      const relative = Y.createRelativePositionFromJSON(position);
      const absolute = Y.createAbsolutePositionFromRelativePosition(relative, doc);
      return absolute?.type === this.#text
        ? Math.min(absolute.index, this.#view.state.doc.length)
        : null;
    } catch {
      return null;
    }
  }
}

class Caret extends WidgetType {
  readonly #look: Look;

  constructor(look: Look) {
    super();
    this.#look = look;
  }

  override eq(other: Caret): boolean {
    return this.#look.name === other.#look.name && this.#look.colour === other.#look.colour;
  }

  override toDOM(): HTMLElement {
    const caret = document.createElement("span");
    caret.className = "remote-caret";
    caret.ariaHidden = "true";
    caret.style.setProperty("--colour", this.#look.colour);
    const name = document.createElement("bdi");
    name.textContent = this.#look.name;
    caret.append("\u2060", name, "\u2060");
    return caret;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}
