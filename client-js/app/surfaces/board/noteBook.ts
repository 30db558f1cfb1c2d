import * as Y from "yjs";

/** One sticky note. `by` is the member ID of who wrote it, as the note says. */
export interface Note {
  readonly id: string;
  readonly text: string;
  readonly by: string;
  /** When it was written; the order in which notes are read out. */
  readonly at: number;
  readonly place: Place;
  /** Which of the {@link PAPERS} papers it is on. */
  readonly paper: number;
}

/** The upper left corner, in CSS pixels from that of the board. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** How many papers there are to choose from. */
export const PAPERS = 5;
export const BOARD_SIZE: Place = { x: 1600, y: 1000 };
export const NOTE_SIZE: Place = { x: 190, y: 168 };
export const MOST_NOTE_CHARS = 500;
const MOST_NOTES = 500;

/**
 * The sticky notes in a Yjs document. Members write what they like into it, so nothing is taken on
 * trust: what is no note is left out.
 */
export class NoteBook {
  readonly #doc: Y.Doc;
  readonly #notes: Y.Map<unknown>;
  /** Takes back only what was done through this book. */
  readonly history: Y.UndoManager;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#notes = doc.getMap("notes");
    this.history = new Y.UndoManager(this.#notes, { trackedOrigins: new Set([this]) });
  }

  list(): readonly Note[] {
    return [...this.#notes]
      .flatMap(([id, value]) => readNote(id, value))
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
      .slice(0, MOST_NOTES);
  }

  add({ id, text, by, at, place, paper }: Note): void {
    this.#step(() => {
      const { x, y } = onBoard(place);
      this.#notes.set(id, new Y.Map(Object.entries({ text, by, at, x, y, paper })));
    });
  }

  write(id: string, text: string): void {
    this.#step(() => this.#note(id)?.set("text", text));
  }

  paint(id: string, paper: number): void {
    this.#step(() => this.#note(id)?.set("paper", paper));
  }

  remove(id: string): void {
    this.#step(() => {
      this.#notes.delete(id);
    });
  }

  /** Many moves in a short time are taken back as one. */
  move(id: string, place: Place): void {
    const { x, y } = onBoard(place);
    this.#transact(() => {
      this.#note(id)?.set("x", x);
      this.#note(id)?.set("y", y);
    });
  }

  onChange(callback: () => void): () => void {
    this.#notes.observeDeep(callback);
    return () => {
      this.#notes.unobserveDeep(callback);
    };
  }

  #step(change: () => unknown): void {
    this.history.stopCapturing();
    this.#transact(change);
    this.history.stopCapturing();
  }

  #transact(change: () => unknown): void {
    this.#doc.transact(change, this);
  }

  #note(id: string): Y.Map<unknown> | undefined {
    const note = this.#notes.get(id);
    return note instanceof Y.Map ? (note as Y.Map<unknown>) : undefined;
  }
}

/** The nearest place at which a whole note is on the board. */
export function onBoard({ x, y }: Place): Place {
  return {
    x: Math.round(Math.min(Math.max(x, 0), BOARD_SIZE.x - NOTE_SIZE.x)),
    y: Math.round(Math.min(Math.max(y, 0), BOARD_SIZE.y - NOTE_SIZE.y)),
  };
}

function readNote(id: string, value: unknown): Note[] {
  if (!(value instanceof Y.Map)) {
    return [];
  }
  const { text, by, at, x, y, paper } = Object.fromEntries(value as Y.Map<unknown>);
  if (typeof text !== "string" || typeof by !== "string") {
    return [];
  }
  const place = onBoard({ x: numberOf(x), y: numberOf(y) });
  return [
    {
      id,
      text: text.slice(0, MOST_NOTE_CHARS),
      by,
      at: numberOf(at),
      place,
      paper: Math.abs(Math.trunc(numberOf(paper))) % PAPERS,
    },
  ];
}

export function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
