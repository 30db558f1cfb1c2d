import type { GameWords } from "../en/game.js";
import { say } from "../say.js";

export const game: GameWords = {
  game: "Tic-Tac-Toe",
  seats: "Spieler",
  marks: { x: "Kreuz", o: "Kreis" },
  free: "frei",
  playAs: (mark) => `${mark} spielen`,
  standUp: "Platz aufgeben",
  again: "Noch einmal",
  notDone: "Das wurde nicht gespeichert. Prüf die Verbindung und versuch es noch einmal.",

  waitsForTwo: "Zwei Spieler fehlen noch.",
  waitsForOne: "Ein Spieler fehlt noch.",
  yourTurn: "Du bist dran.",
  turnOf: (name) => say`${name} ist dran.`,
  youWin: "Du gewinnst.",
  wins: (name) => say`${name} gewinnt.`,
  draw: "Unentschieden.",

  cells: "Felder",
  empty: "leer",
  cell: (row, column, what) => `Zeile ${String(row)}, Spalte ${String(column)}: ${what}`,
};
