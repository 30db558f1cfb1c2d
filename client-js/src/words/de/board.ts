import type { BoardWords } from "../en/board.js";

export const board: BoardWords = {
  board: "Board",
  tabs: { notes: "Zettel", text: "Text" },
  notSaved: "Noch nicht gespeichert. Es wird immer wieder versucht.",
  loading: "Das Board wird geladen …",
  loadingText: "Der Text wird geladen …",
  textNotLoaded:
    "Der Texteditor konnte nicht geladen werden. Prüf die Verbindung und versuch es noch einmal.",
  mayNotWrite: "Du kannst zusehen, aber nichts ändern.",
  tooMuch: "Das ist zu viel auf einmal und wurde nicht gespeichert. Nimm etwas davon zurück.",
  full: "Das Board ist voll. Was du zuletzt geschrieben hast, wurde nicht gespeichert.",
  lost: "Das wurde nicht gespeichert. Mit deiner nächsten Änderung wird es noch einmal versucht.",

  yourChanges: "Deine Änderungen",
  undo: "Rückgängig",
  redo: "Wiederholen",

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

  sharedText: "Gemeinsamer Text",
  writeTogether: "Schreibt etwas zusammen",
  nothingWritten: "Noch nichts geschrieben",
};
