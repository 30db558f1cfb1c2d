import { describe, expect, test } from "vitest";

import { GameTable } from "../../../app/surfaces/game/gameTable.js";
import * as rules from "../../../app/surfaces/game/rules.js";
import type { Json } from "../../../src/index.js";
import { createMemoryBroker, type MemorySession, settled } from "../../../src/testing.js";

const isIn = (member: string): boolean => member !== "gone";
const seated = (cells: string): rules.Game => ({ cells, x: "ana", o: "ben" });

describe("the rules", () => {
  test("two take turns until somebody has three in a row", () => {
    let game: rules.Game | null = seated(".........");
    for (const [turn, cell] of [0, 4, 1, 5, 2].entries()) {
      const [player, other] =
        turn % 2 === 0 ? (["ana", "ben"] as const) : (["ben", "ana"] as const);
      expect(game && rules.play(game, other, cell)).toBeNull();
      game = game && rules.play(game, player, cell);
    }
    expect(game).toEqual(seated("xxx.oo..."));
    expect(game && [rules.winnerOf(game), rules.isOver(game)]).toEqual(["x", true]);
    expect(game && rules.play(game, "ben", 8)).toBeNull();
    const again = game && rules.playAgain(game, "ben");
    expect(again).toEqual({ cells: ".........", x: "ben", o: "ana" });
  });

  test("a taken cell, one beyond the board, and watchers change nothing", () => {
    const game = seated("x........");
    expect([0, 9, -1, 0.5].map((cell) => rules.play(game, "ben", cell))).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(rules.play(game, "claire", 1)).toBeNull();
    expect(rules.playAgain(game, "ana")).toBeNull();
  });

  test("a full board is a draw", () => {
    const game = seated("xoxxoooxx");
    expect([rules.winnerOf(game), rules.isOver(game)]).toEqual([null, true]);
  });

  test("a seat is free when nobody has it, or who has it is gone; nobody has both", () => {
    const game = { cells: ".........", x: "gone", o: "ben" };
    expect(rules.sitDown(game, "claire", "x", isIn)).toEqual({ ...game, x: "claire" });
    expect(rules.sitDown(game, "claire", "o", isIn)).toBeNull();
    expect(rules.sitDown(game, "ben", "x", isIn)).toBeNull();
    expect(rules.standUp(game, "ben")).toEqual({ ...game, o: null });
    expect(rules.standUp(game, "claire")).toBeNull();
  });

  test("what is no game is one that has not begun", () => {
    const empty = { cells: ".........", x: null, o: null };
    for (const state of [undefined, 1, [], { cells: "xxxx" }, { cells: "xyzxyzxyz", x: 1 }]) {
      expect(rules.readGame(state)).toEqual(empty);
    }
  });
});

interface Player {
  readonly session: MemorySession;
  readonly table: GameTable;
}

async function aTable(): Promise<readonly [ana: Player, ben: Player, claire: Player]> {
  const broker = createMemoryBroker();
  const sessions = [broker.join("Ana", "host"), broker.join("Ben"), broker.join("Claire")];
  await sessions[0]?.initialize({ surface: "game" });
  await settled();
  const [ana, ben, claire] = sessions.map((session) => ({
    session,
    table: new GameTable(session),
  }));
  if (ana === undefined || ben === undefined || claire === undefined) {
    throw new Error("three have joined");
  }
  await sit(ana, "x");
  await sit(ben, "o");
  return [ana, ben, claire];
}

function sit({ session, table }: Player, mark: rules.Mark): Promise<boolean> {
  return table.act((game) => rules.sitDown(game, session.self.id, mark, table.isIn));
}

function put({ session, table }: Player, cell: number): Promise<boolean> {
  return table.act((game) => rules.play(game, session.self.id, cell));
}

describe("a table", () => {
  test("of two who want one seat, or one who plays twice at once, the first one stands", async () => {
    const [ana, ben, claire] = await aTable();
    expect(await sit(claire, "x")).toBe(false);
    expect(await Promise.all([put(ana, 0), put(ana, 1), put(ben, 8)])).toEqual([true, false, true]);
    await settled();
    expect([ana, ben, claire].map(({ table }) => table.game.cells)).toEqual([
      "x.......o",
      "x.......o",
      "x.......o",
    ]);
    expect(ana.session.get()).toMatchObject({ surface: "game" });
  });

  test("a player's page shows no move that is none, and takes it back", async () => {
    const [ana, ben, claire] = await aTable();
    await put(ana, 4);
    await settled();
    const before = ben.session.get() as Json;
    await claire.session.set({ surface: "game", cells: "xxxxxxxxx", x: null, o: null });
    await settled();
    expect([ana, ben].map(({ table }) => table.game.cells)).toEqual(["....x....", "....x...."]);
    expect(claire.session.get()).toEqual(before);
    expect(claire.table.game.cells).toBe("....x....");
  });

  test("who was away takes what they find", async () => {
    const [ana, ben, claire] = await aTable();
    ben.session.cut();
    await ana.table.act((game) => rules.standUp(game, ana.session.self.id));
    await sit(claire, "x");
    await put(claire, 0);
    ben.session.reach();
    await settled();
    expect(ben.table.game).toMatchObject({ cells: "x........", x: claire.session.self.id });
  });
});
