import * as Y from "yjs";

import { BOARD_SIZE, numberOf, type Place } from "./noteBook.js";

/** One line drawn with the pen. `by` is the member ID of who drew it, as the stroke says. */
export interface Stroke {
  readonly by: string;
  readonly points: readonly Place[];
}

/** A stroke that goes on beyond that continues as another one. */
export const MOST_POINTS = 1_000;
const MOST_STROKES = 2_000;
/** Points closer to the last one than that, in CSS pixels, add nothing that can be seen. */
const LEAST_STEP = 2;

/**
 * What is drawn on the board, in a Yjs document: each entry is one stroke, never changed. Nothing is
 * taken on trust: what is no stroke is left out.
 */
export class Sketch {
  readonly #doc: Y.Doc;
  readonly #strokes: Y.Array<unknown>;
  readonly #history: Y.UndoManager;

  /** @param history the board’s: it takes back strokes that were drawn through this sketch, too */
  constructor(doc: Y.Doc, history: Y.UndoManager) {
    this.#doc = doc;
    this.#strokes = doc.getArray("strokes");
    this.#history = history;
    history.addToScope([this.#strokes]);
    history.addTrackedOrigin(this);
  }

  list(): readonly Stroke[] {
    return this.#strokes.toArray().flatMap(readStroke).slice(-MOST_STROKES);
  }

  draw({ by, points }: Stroke): void {
    this.#history.stopCapturing();
    this.#doc.transact(() => {
      this.#strokes.push([{ by, points: points.flatMap(({ x, y }) => [x, y]) }]);
    }, this);
    this.#history.stopCapturing();
  }

  onChange(callback: () => void): () => void {
    this.#strokes.observe(callback);
    return () => {
      this.#strokes.unobserve(callback);
    };
  }
}

/** The points with one more, unless that is next to the last one. */
export function goOn(points: readonly Place[], { x, y }: Place): readonly Place[] {
  const next = inside({ x: Math.round(x), y: Math.round(y) });
  const last = points.at(-1);
  return last !== undefined && Math.hypot(next.x - last.x, next.y - last.y) < LEAST_STEP
    ? points
    : [...points, next];
}

/** For `d` of an SVG path: curves through the middles, so that corners of the hand are round. */
export function pathOf(points: readonly Place[]): string {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) {
    return "";
  }
  const curves = points.slice(1, -1).map(({ x, y }, i) => {
    const next = points[i + 2] ?? last;
    return `Q${text(x)} ${text(y)} ${text((x + next.x) / 2)} ${text((y + next.y) / 2)}`;
  });
  return `M${text(first.x)} ${text(first.y)}${curves.join("")}L${text(last.x)} ${text(last.y)}`;
}

function text(value: number): string {
  return String(value);
}

function inside({ x, y }: Place): Place {
  return { x: between(x, BOARD_SIZE.x), y: between(y, BOARD_SIZE.y) };
}

function between(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}

function readStroke(value: unknown): Stroke[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const { by, points } = value as Record<string, unknown>;
  if (typeof by !== "string" || !Array.isArray(points) || points.length < 2) {
    return [];
  }
  const numbers = points.slice(0, 2 * MOST_POINTS).map(numberOf);
  const places: Place[] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    places.push(inside({ x: numbers[i] ?? 0, y: numbers[i + 1] ?? 0 }));
  }
  return [{ by, points: places }];
}
