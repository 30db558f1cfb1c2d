import type { Member } from "../../index.js";

const COLOURS = 8;

/** One of the palette entries of board.css, by the order of joining: the same on every device. */
export function memberColour(members: readonly Member[], id: string): string {
  const place = members.findIndex((member) => member.id === id);
  return place < 0 ? "nobody" : String(place % COLOURS);
}

/** The same as a value of CSS, for where the page's classes do not reach. */
export function colourOf(members: readonly Member[], id: string): string {
  return `var(--colour-${memberColour(members, id)})`;
}
