import type { BoardWords } from "../en/board.js";
import { plural } from "../plural.js";

const forms = plural("de");

export const board: BoardWords = {
  board: "Board",
  tabs: { notes: "Zettel", text: "Text" },
  boardOfNotes: "Zettelwand",
  notes: "Zettel",
  nothing: "Noch nichts auf dem Board.",
  newNote: "Neuer Zettel",
  writeNote: "Schreib einen Zettel für alle",
  add: "Zettel anheften",
  hint:
    "Enter heftet ihn an, Umschalt und Enter beginnen eine neue Zeile. Zieh Zettel an ihrem oberen " +
    "Rand, oder beweg sie mit den Pfeiltasten.",
  addedNews: "Zettel angeheftet.",
  deletedNews: "Zettel gelöscht.",

  pen: "Stift",
  penHint:
    "Zeichne mit Maus, Finger oder Stift. Rückgängig nimmt nur deine eigenen Linien zurück. Leg den " +
    "Stift weg, um zu scrollen und Zettel zu bewegen.",
  strokes: (count, counted, names) =>
    forms(
      count,
      `Eine Linie, gezeichnet von ${names}`,
      `${counted} Linien, gezeichnet von ${names}`,
    ),

  move: (text) => `Zettel bewegen: ${text}`,
  movedNews: {
    left: "Nach links bewegt.",
    right: "Nach rechts bewegt.",
    up: "Nach oben bewegt.",
    down: "Nach unten bewegt.",
  },
  papers: ["Gelb", "Grün", "Blau", "Rosa", "Weiß"],
  colour: "Farbe",
  colourOf: (paper, text) => `Zettel in ${paper}, Farbe ändern: ${text}`,
  edit: "Ändern",
  editOf: (text) => `Zettel ändern: ${text}`,
  delete: "Löschen",
  deleteOf: (text) => `Zettel löschen: ${text}`,
  textOfNote: "Text des Zettels",
  save: "Speichern",
};
