import { recordOf } from "../surface.js";

export type Mark = "x" | "o";
export const MARKS: readonly Mark[] = ["x", "o"];

/** A whole game as one value: nine cells, and the member IDs of the players of x and o. */
export interface Game {
  readonly cells: string;
  readonly x: string | null;
  readonly o: string | null;
}

/** Whether a member is still in the session: the seat of one who is not is free. */
type IsIn = (member: string) => boolean;

const EMPTY = ".........";
const CELLS = /^[xo.]{9}$/;
const LINES = ["012", "345", "678", "036", "147", "258", "048", "246"];

/** Members write what they like: what is no game is one that has not begun. */
export function readGame(state: unknown): Game {
  const { cells, x, o } = recordOf(state);
  return {
    cells: typeof cells === "string" && CELLS.test(cells) ? cells : EMPTY,
    x: typeof x === "string" ? x : null,
    o: typeof o === "string" ? o : null,
  };
}

export function turnOf({ cells }: Game): Mark {
  return cells.replaceAll(".", "").length % 2 === 0 ? "x" : "o";
}

/** The cells with which somebody has won; null if nobody has. */
export function winningLine({ cells }: Game): string | null {
  const isWon = (line: string): boolean => {
    const [first = ".", ...others] = Array.from(line, (at) => cells[Number(at)]);
    return first !== "." && others.every((mark) => mark === first);
  };
  return LINES.find(isWon) ?? null;
}

export function winnerOf(game: Game): Mark | null {
  const line = winningLine(game);
  const mark = line === null ? undefined : game.cells[Number(line[0])];
  return mark === "x" || mark === "o" ? mark : null;
}

export function isOver(game: Game): boolean {
  return winningLine(game) !== null || !game.cells.includes(".");
}

export function seatOf(game: Game, member: string): Mark | null {
  return MARKS.find((mark) => game[mark] === member) ?? null;
}

export function isFree(game: Game, mark: Mark, isIn: IsIn): boolean {
  const member = game[mark];
  return member === null || !isIn(member);
}

// What a member may do: each gives the game as it is then, or null if that is not allowed.

export function sitDown(game: Game, member: string, mark: Mark, isIn: IsIn): Game | null {
  return seatOf(game, member) === null && isFree(game, mark, isIn)
    ? { ...game, [mark]: member }
    : null;
}

export function standUp(game: Game, member: string): Game | null {
  const mark = seatOf(game, member);
  return mark === null ? null : { ...game, [mark]: null };
}

export function play(game: Game, member: string, cell: number): Game | null {
  const turn = turnOf(game);
  return game[turn] === member && !isOver(game) && game.cells[cell] === "."
    ? { ...game, cells: game.cells.slice(0, cell) + turn + game.cells.slice(cell + 1) }
    : null;
}

/** Whoever played o begins. */
export function playAgain(game: Game, member: string): Game | null {
  return isOver(game) && seatOf(game, member) !== null
    ? { cells: EMPTY, x: game.o, o: game.x }
    : null;
}

/** Whether a member may turn the one game into the other. */
export function isAllowed(before: Game, after: Game, member: string, isIn: IsIn): boolean {
  return [
    ...MARKS.map((mark) => sitDown(before, member, mark, isIn)),
    standUp(before, member),
    ...Array.from(before.cells, (_, cell) => play(before, member, cell)),
    playAgain(before, member),
  ].some((next) => next !== null && isSame(next, after));
}

export function isSame(a: Game, b: Game): boolean {
  return a.cells === b.cells && a.x === b.x && a.o === b.o;
}
