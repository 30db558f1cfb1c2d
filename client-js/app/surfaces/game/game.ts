import { type TemplateResult, html } from "lit";

import type { Session } from "../../../src/index.js";
import { announce } from "../../../src/elements/announcer.js";
import { shownName } from "../../../src/elements/roles.js";
import { SessionWatch } from "../../../src/elements/sessionWatch.js";
import { gameWords } from "../../../src/words/en/game.js";
import type { Said } from "../../../src/words/say.js";
import { roleWords } from "../../../src/words/en/roles.js";
import { LightElement } from "../../lightElement.js";
import { addPageStyle } from "../pageStyle.js";
import "../surfaceStyle.js";
import { cellGrid, SIGNS } from "./cellGrid.js";
import style from "./game.css?inline";
import { gameTable } from "./gameTable.js";
import * as rules from "./rules.js";

type Rule = (game: rules.Game) => rules.Game | null;

addPageStyle(style);

/** Tic-tac-toe: two sit down and play, the others watch. */
export class LkGame extends LightElement {
  static override readonly properties = {
    session: { attribute: false },
    problem: { state: true },
  };

  declare session: Session;
  declare problem: string;
  readonly #watch = new SessionWatch(this, ["members", "role", "frozen"]);
  #stopListening: (() => void) | null = null;

  constructor() {
    super();
    this.problem = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
    this.#stopListening = null;
  }

  override willUpdate(): void {
    this.#watch.follow(this.session);
    this.#stopListening ??= gameTable(this.session).onChange(() => {
      this.problem = "";
      this.requestUpdate();
      announce([this.#news((name) => name)].flat().join(""));
    });
  }

  override render(): TemplateResult {
    const { game } = gameTable(this.session);
    const words = gameWords();
    return html`
      <section class="surface game" aria-labelledby="game-heading">
        <h2 id="game-heading" class="visually-hidden">${words.game}</h2>
        <ul class="plain-list seats" aria-label=${words.seats}>
          ${rules.MARKS.map((mark) => this.#seat(mark))}
        </ul>
        <p class="game-news">${this.#news((name) => html`<bdi>${name}</bdi>`)}</p>
        <p class="field-problem" role="alert">${this.problem}</p>
        ${cellGrid(game, this.#mayPlay, (cell) => {
          void this.#act((it) => rules.play(it, this.session.self.id, cell));
        })}
        ${this.#ends()}
      </section>
    `;
  }

  /** Two sit, and nobody has won yet. */
  get #isOn(): boolean {
    const { game, isIn } = gameTable(this.session);
    return !rules.isOver(game) && !rules.MARKS.some((mark) => rules.isFree(game, mark, isIn));
  }

  get #mayPlay(): boolean {
    const { game } = gameTable(this.session);
    const { self, canWrite } = this.session;
    return canWrite && this.#isOn && game[rules.turnOf(game)] === self.id;
  }

  #seat(mark: rules.Mark): TemplateResult {
    const { game, isIn } = gameTable(this.session);
    const { self, canWrite } = this.session;
    const words = gameWords();
    const isFree = rules.isFree(game, mark, isIn);
    const isTurn = this.#isOn && rules.turnOf(game) === mark;
    return html`<li class=${isTurn ? "turn" : ""}>
      <span class="mark-${mark}" role="img" aria-label=${words.marks[mark]}>${SIGNS[mark]}</span>
      ${isFree ? html`<span class="quiet">${words.free}</span>` : html`<bdi>${this.#player(mark)}</bdi>`}
      ${
        isFree && canWrite && rules.seatOf(game, self.id) === null
          ? this.#button(words.playAs(words.marks[mark]), (it) =>
              rules.sitDown(it, self.id, mark, isIn),
            )
          : ""
      }
    </li>`;
  }

  /** What a player may do besides a move. */
  #ends(): TemplateResult | "" {
    const { game } = gameTable(this.session);
    const { self, canWrite } = this.session;
    const words = gameWords();
    if (!canWrite || rules.seatOf(game, self.id) === null) {
      return "";
    }
    return html`<div class="actions">
      ${
        rules.isOver(game)
          ? this.#button(words.again, (it) => rules.playAgain(it, self.id), "primary")
          : ""
      }
      ${this.#button(words.standUp, (it) => rules.standUp(it, self.id))}
    </div>`;
  }

  #button(name: string, rule: Rule, look = ""): TemplateResult {
    return html`<button type="button" class=${look} @click=${() => void this.#act(rule)}>
      ${name}
    </button>`;
  }

  async #act(rule: Rule): Promise<void> {
    try {
      await gameTable(this.session).act(rule);
    } catch {
      this.problem = gameWords().notDone;
    }
  }

  /** How the game stands, with names as `show` shows them. */
  #news<T>(show: (name: string) => T): string | Said<T> {
    const { game, isIn } = gameTable(this.session);
    const words = gameWords();
    const winner = rules.winnerOf(game);
    const mine = rules.seatOf(game, this.session.self.id);
    if (winner !== null) {
      return winner === mine ? words.youWin : words.wins(show(this.#player(winner)));
    }
    if (rules.isOver(game)) {
      return words.draw;
    }
    const free = rules.MARKS.filter((mark) => rules.isFree(game, mark, isIn)).length;
    if (free > 0) {
      return free === 1 ? words.waitsForOne : words.waitsForTwo;
    }
    const turn = rules.turnOf(game);
    return turn === mine ? words.yourTurn : words.turnOf(show(this.#player(turn)));
  }

  #player(mark: rules.Mark): string {
    const { members, role } = this.session;
    const id = gameTable(this.session).game[mark];
    const member = members.list().find((it) => it.id === id);
    return member === undefined ? roleWords().unknown : shownName(member, role);
  }
}

customElements.define("lk-game", LkGame);
