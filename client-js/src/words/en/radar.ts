import { spoken } from "../words.js";

const english = {
  radar: "Technology radar",
  picture: "The radar: four rings around its middle, four quadrants",
  /** Clockwise from the upper right. */
  quadrants: ["Tools", "Platforms", "Languages", "Techniques"],
  /** From the middle. */
  rings: ["Adopt", "Trial", "Assess", "Hold"],
  newEntry: "New entry",
  quadrant: "Quadrant",
  ring: "Ring",
  add: "Add entry",
  nothing: "Nothing on the radar yet.",
  hint:
    "In the picture you drag an entry to its place, or move it by the arrow keys: up and down from " +
    "ring to ring, left and right from quadrant to quadrant.",
  place: (name: string, ring: string, quadrant: string): string => `${name}: ${ring}, ${quadrant}`,
  ringOf: (name: string): string => `Ring of ${name}`,
  quadrantOf: (name: string): string => `Quadrant of ${name}`,
  remove: "Remove",
  removeOf: (name: string): string => `Remove ${name}`,
  addedNews: "Entry added.",
  removedNews: "Entry removed.",
};

export type RadarWords = typeof english;

export const radarWords = (): RadarWords => spoken("radar", english);
