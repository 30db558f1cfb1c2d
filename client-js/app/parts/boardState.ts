import type { Json } from "../../src/index.js";

/** One sticky note. `by` is the member ID of who wrote it. */
export interface Note {
  readonly id: string;
  readonly text: string;
  readonly by: string;
}

const MAX_NOTES = 500;
const MAX_NOTE_CHARS = 500;

/**
 * Reads the board out of the session's state. Members write what they like into it, so nothing is
 * taken on trust: what is no note is left out.
 */
export function notesOf(state: Json | undefined): readonly Note[] {
  const notes = memberOf(state, "notes");
  return Array.isArray(notes) ? notes.flatMap(readNote).slice(0, MAX_NOTES) : [];
}

export function withNote(state: Json | undefined, note: Note): Json {
  const text = note.text.slice(0, MAX_NOTE_CHARS);
  return board([...notesOf(state).filter((other) => other.id !== note.id), { ...note, text }]);
}

export function withoutNote(state: Json | undefined, id: string): Json {
  return board(notesOf(state).filter((note) => note.id !== id));
}

function board(notes: readonly Note[]): Json {
  return { notes: notes.map(({ id, text, by }) => ({ id, text, by })) };
}

function readNote(value: Json): Note[] {
  const [id, text, by] = ["id", "text", "by"].map((name) => memberOf(value, name));
  return typeof id === "string" && typeof text === "string" && typeof by === "string"
    ? [{ id, text: text.slice(0, MAX_NOTE_CHARS), by }]
    : [];
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)[name]
    : undefined;
}
