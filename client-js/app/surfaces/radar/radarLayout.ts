import { type Entry, QUADRANTS, RINGS, type Sector } from "./radarBook.js";

/** Of the outer ring; the middle of the radar is 0, 0. */
export const RADIUS = 190;
/** Of each ring's outer edge, from the middle one on: its entries want more room than its area has. */
export const RING_EDGES: readonly number[] = [0.42, 0.64, 0.83, 1].map((part) => part * RADIUS);

export interface Spot {
  readonly entry: Entry;
  /** From 1, in the order of the list. */
  readonly number: number;
  readonly x: number;
  readonly y: number;
}

/** Where the entries are drawn: spread over their sectors, the same on every page. */
export function spotsOf(entries: readonly Entry[]): readonly Spot[] {
  return entries.map((entry, i) => {
    const together = entries.filter((it) => isTogether(it, entry));
    const at = together.indexOf(entry);
    const turn = (entry.quadrant - 1 + (at + 1) / (together.length + 1)) / QUADRANTS;
    const angle = turn * 2 * Math.PI;
    const radius = radiusOf(entry.ring, at, together.length);
    return {
      entry,
      number: i + 1,
      x: rounded(radius * Math.cos(angle)),
      y: rounded(radius * Math.sin(angle)),
    };
  });
}

/** The sector at a place; outside of the rings, that of the outer one. */
export function sectorAt(x: number, y: number): Sector {
  const quarter = Math.floor(Math.atan2(y, x) / (Math.PI / 2));
  const ring = RING_EDGES.findIndex((edge) => Math.hypot(x, y) <= edge);
  return {
    quadrant: (quarter + 1 + QUADRANTS) % QUADRANTS,
    ring: ring < 0 ? RINGS - 1 : ring,
  };
}

/** In the middle of the ring, or by turns nearer to either edge where many share it. */
function radiusOf(ring: number, at: number, count: number): number {
  const inner = RING_EDGES[ring - 1] ?? 0.1 * RADIUS;
  const outer = RING_EDGES[ring] ?? RADIUS;
  const parts = count > 2 ? [0.3, 0.72] : [0.52];
  return inner + (outer - inner) * (parts[at % parts.length] ?? 0.5);
}

function isTogether(a: Entry, b: Entry): boolean {
  return a.quadrant === b.quadrant && a.ring === b.ring;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
