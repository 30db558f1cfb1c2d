import type { Change, Json, Members, Session } from "../../../src/index.js";
import { perSession } from "../perSession.js";
import type { Surface } from "../surface.js";
import { type Game, isAllowed, isSame, readGame, seatOf } from "./rules.js";

/** The table of a session; the same one however often its page is left and shown again. */
export const gameTable = perSession((session) => new GameTable(session));

/** What a table needs of its session. */
type TableSession = Pick<Session, "get" | "set" | "update" | "onChange" | "self"> & {
  readonly members: Pick<Members, "list">;
};

/**
 * The game that a session's state is. The broker cannot see the rules and lets every editor write;
 * so the players' pages check what comes, do not show what is no move, and take it back.
 */
export class GameTable {
  readonly #session: TableSession;
  readonly #listeners = new Set<() => void>();
  #game: Game;
  #version: number | null = null;

  constructor(session: TableSession) {
    this.#session = session;
    this.#game = readGame(session.get());
    session.onChange(
      (state, change) => {
        this.#read(state, change);
      },
      { immediate: true },
    );
  }

  get game(): Game {
    return this.#game;
  }

  /**
   * Does what a rule allows, judged again at the moment of writing: of two moves at once only one can
   * stand. Resolves to whether it was done.
   */
  async act(rule: (game: Game) => Game | null): Promise<boolean> {
    let done = false;
    await this.#session.update((state) => {
      const game = readGame(state);
      const next = rule(game);
      done = next !== null;
      return written(next ?? game);
    });
    return done;
  }

  readonly isIn = (id: string): boolean =>
    this.#session.members.list().some((member) => member.id === id);

  onChange(callback: () => void): () => void {
    this.#listeners.add(callback);
    return () => {
      this.#listeners.delete(callback);
    };
  }

  #read(state: unknown, { version, by }: Change): void {
    const before = this.#game;
    const after = readGame(state);
    // What was between, nobody can judge who was not there.
    const followsOn = this.#version !== null && version === this.#version + 1;
    this.#version = version;
    if (isSame(before, after)) {
      return;
    }
    const plays = seatOf(before, this.#session.self.id) !== null;
    if (plays && followsOn && !by.self && !isAllowed(before, after, by.id, this.isIn)) {
      void this.#takeBack(before);
      return;
    }
    this.#game = after;
    this.#listeners.forEach((listener) => {
      listener();
    });
  }

  async #takeBack(game: Game): Promise<void> {
    try {
      await this.#session.set(written(game));
    } catch {
      // Without a connection, or the right to write, the others see to it.
    }
  }
}

function written(game: Game): Json {
  return { surface: "game" satisfies Surface, ...game };
}
