import type { EditingWords } from "../en/editing.js";

export const editing: EditingWords = {
  loading: "Das Geteilte wird geladen …",
  loadingText: "Der Text wird geladen …",
  textNotLoaded:
    "Der Texteditor konnte nicht geladen werden. Prüf die Verbindung und versuch es noch einmal.",
  notSaved: "Noch nicht gespeichert. Es wird immer wieder versucht.",
  mayNotWrite: "Du kannst zusehen, aber nichts ändern.",
  tooMuch: "Das ist zu viel auf einmal und wurde nicht gespeichert. Nimm etwas davon zurück.",
  full: "Die Sitzung ist voll. Was du zuletzt geschrieben hast, wurde nicht gespeichert.",
  lost: "Das wurde nicht gespeichert. Mit deiner nächsten Änderung wird es noch einmal versucht.",

  yourChanges: "Deine Änderungen",
  undo: "Rückgängig",
  redo: "Wiederholen",

  sharedText: "Gemeinsamer Text",
  writeTogether: "Schreibt etwas zusammen",
  nothingWritten: "Noch nichts geschrieben",
};
