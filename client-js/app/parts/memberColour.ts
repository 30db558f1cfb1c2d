import type { Member } from "../../src/index.js";

const COLOURS = 8;

/** One of the palette entries of page.css, by the order of joining: the same on every device. */
export function memberColour(members: readonly Member[], id: string): string {
  const place = members.findIndex((member) => member.id === id);
  return place < 0 ? "nobody" : String(place % COLOURS);
}
