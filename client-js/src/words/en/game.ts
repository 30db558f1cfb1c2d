import { type Said, say } from "../say.js";
import { spoken } from "../words.js";

const english = {
  game: "Tic-tac-toe",
  seats: "Players",
  marks: { x: "Cross", o: "Circle" },
  free: "free",
  playAs: (mark: string): string => `Play ${mark}`,
  standUp: "Give up my seat",
  again: "Play again",
  notDone: "That was not stored. Check the connection and try again.",

  waitsForTwo: "Waiting for two players.",
  waitsForOne: "Waiting for another player.",
  yourTurn: "Your turn.",
  turnOf: <T>(name: T): Said<T> => say`${name} plays next.`,
  youWin: "You win.",
  wins: <T>(name: T): Said<T> => say`${name} wins.`,
  draw: "A draw.",

  cells: "Cells",
  empty: "empty",
  cell: (row: number, column: number, what: string): string =>
    `Row ${String(row)}, column ${String(column)}: ${what}`,
};

export type GameWords = typeof english;

export const gameWords = (): GameWords => spoken("game", english);
