import { type TemplateResult, html } from "lit";

import { gameWords } from "../../../src/words/en/game.js";
import { type Game, type Mark, winningLine } from "./rules.js";

/** What a mark looks like: no letter, so that it is the same in every language. */
export const SIGNS: Readonly<Record<Mark, string>> = { x: "✕", o: "◯" };

const SIDE = 3;
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -SIDE,
  ArrowDown: SIDE,
};

/** The nine cells. They keep the focus when they are taken, so they are never disabled. */
export function cellGrid(
  game: Game,
  mayPlay: boolean,
  play: (cell: number) => void,
): TemplateResult {
  const words = gameWords();
  const won = winningLine(game);
  return html`<div class="cells" role="group" aria-label=${words.cells} @keydown=${onKey}>
    ${Array.from(game.cells, (mark, cell) => {
      const shown = mark === "x" || mark === "o" ? mark : null;
      const what = shown === null ? words.empty : words.marks[shown];
      const isOpen = mayPlay && shown === null;
      return html`<button
        type="button"
        class="cell mark-${shown ?? "none"} ${won?.includes(String(cell)) === true ? "won" : ""}"
        aria-label=${words.cell(Math.floor(cell / SIDE) + 1, (cell % SIDE) + 1, what)}
        aria-disabled=${String(!isOpen)}
        @click=${() => {
          if (isOpen) {
            play(cell);
          }
        }}
      >
        ${shown === null ? "" : SIGNS[shown]}
      </button>`;
    })}
  </div>`;
}

function onKey(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  const grid = event.currentTarget as HTMLElement;
  const cells = [...grid.querySelectorAll<HTMLElement>("button")];
  const at = cells.indexOf(event.target as HTMLElement);
  if (step === undefined || at < 0) {
    return;
  }
  event.preventDefault();
  const isOnRow =
    Math.abs(step) === SIDE || Math.floor(at / SIDE) === Math.floor((at + step) / SIDE);
  if (isOnRow) {
    cells[at + step]?.focus();
  }
}
