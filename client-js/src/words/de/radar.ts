import type { RadarWords } from "../en/radar.js";

export const radar: RadarWords = {
  radar: "Technologieradar",
  picture: "Das Radar: vier Ringe um seine Mitte, vier Quadranten",
  quadrants: ["Werkzeuge", "Plattformen", "Sprachen", "Methoden"],
  rings: ["Einsetzen", "Erproben", "Beobachten", "Meiden"],
  newEntry: "Neuer Eintrag",
  quadrant: "Quadrant",
  ring: "Ring",
  add: "Eintragen",
  nothing: "Noch nichts auf dem Radar.",
  hint:
    "Im Bild ziehst du einen Eintrag an seinen Platz, oder bewegst ihn mit den Pfeiltasten: auf und " +
    "ab von Ring zu Ring, links und rechts von Quadrant zu Quadrant.",
  place: (name, ring, quadrant) => `${name}: ${ring}, ${quadrant}`,
  ringOf: (name) => `Ring von ${name}`,
  quadrantOf: (name) => `Quadrant von ${name}`,
  remove: "Entfernen",
  removeOf: (name) => `${name} entfernen`,
  addedNews: "Eingetragen.",
  removedNews: "Eintrag entfernt.",
};
