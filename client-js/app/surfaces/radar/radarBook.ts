import * as Y from "yjs";

/** Where an entry is: the quadrant clockwise from the upper right, the ring from the middle. */
export interface Sector {
  readonly quadrant: number;
  readonly ring: number;
}

/** One entry of a radar. */
export interface Entry extends Sector {
  readonly id: string;
  readonly name: string;
  /** When it was added; entries of a sector stand in that order. */
  readonly at: number;
}

export const QUADRANTS = 4;
export const RINGS = 4;
export const MOST_NAME_CHARS = 60;
const MOST_ENTRIES = 200;

/**
 * The entries of a radar in a Yjs document. Members write what they like into it, so nothing is taken
 * on trust: what is no entry is left out.
 */
export class RadarBook {
  readonly #doc: Y.Doc;
  readonly #entries: Y.Map<unknown>;
  /** Takes back only what was done through this book. */
  readonly history: Y.UndoManager;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#entries = doc.getMap("radar");
    this.history = new Y.UndoManager(this.#entries, { trackedOrigins: new Set([this]) });
  }

  /** By quadrant, then ring from the middle, then age: the order in which they are numbered. */
  list(): readonly Entry[] {
    return [...this.#entries]
      .flatMap(([id, value]) => readEntry(id, value))
      .sort(
        (a, b) =>
          a.quadrant - b.quadrant || a.ring - b.ring || a.at - b.at || (a.id < b.id ? -1 : 1),
      )
      .slice(0, MOST_ENTRIES);
  }

  add({ id, name, at, quadrant, ring }: Entry): void {
    this.#step(() => {
      this.#entries.set(id, new Y.Map(Object.entries({ name, at, quadrant, ring })));
    });
  }

  move(id: string, { quadrant, ring }: Sector): void {
    this.#step(() => {
      const entry = this.#entries.get(id);
      if (entry instanceof Y.Map) {
        entry.set("quadrant", quadrant);
        entry.set("ring", ring);
      }
    });
  }

  remove(id: string): void {
    this.#step(() => {
      this.#entries.delete(id);
    });
  }

  onChange(callback: () => void): () => void {
    this.#entries.observeDeep(callback);
    return () => {
      this.#entries.unobserveDeep(callback);
    };
  }

  #step(change: () => void): void {
    this.history.stopCapturing();
    this.#doc.transact(change, this);
    this.history.stopCapturing();
  }
}

function readEntry(id: string, value: unknown): Entry[] {
  if (!(value instanceof Y.Map)) {
    return [];
  }
  const { name, at, quadrant, ring } = Object.fromEntries(value as Y.Map<unknown>);
  if (typeof name !== "string" || name.trim() === "") {
    return [];
  }
  return [
    {
      id,
      name: name.slice(0, MOST_NAME_CHARS),
      at: typeof at === "number" && Number.isFinite(at) ? at : 0,
      quadrant: placeOf(quadrant, QUADRANTS),
      ring: placeOf(ring, RINGS),
    },
  ];
}

function placeOf(value: unknown, count: number): number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < count
    ? value
    : count - 1;
}
