import { expect, test } from "vitest";

import { readSurface, SURFACES, surfaceOf } from "../../../app/surfaces/surface.js";
import { createMemoryBroker, settled } from "../../../src/testing.js";
import { de } from "../../../src/words/de.js";
import { startWords } from "../../../src/words/en/start.js";

test("what the host's first state says is what everybody sees", async () => {
  for (const surface of SURFACES) {
    const broker = createMemoryBroker();
    const ana = broker.join("Ana", "host");
    await ana.initialize({ surface });
    const ben = broker.join("Ben");
    await settled();
    expect([surfaceOf(ana), surfaceOf(ben)]).toEqual([surface, surface]);
  }
});

test("a session of which nothing is said, or nothing that is known, is a board", () => {
  const states = [undefined, null, "radar", 7, ["radar"], {}, { surface: "chess" }, { surface: 1 }];
  expect(states.map(readSurface)).toEqual(states.map(() => "board"));
});

test("all are offered in every language, the usual one first", () => {
  for (const { surfaces } of [startWords(), de.start]) {
    expect(Object.keys(surfaces)).toEqual(SURFACES);
    expect(readSurface({})).toBe(Object.keys(surfaces)[0]);
  }
});

test("it is not known before the session is read, and stays what it was", async () => {
  const broker = createMemoryBroker();
  const ana = broker.join("Ana", "host");
  await ana.initialize({ surface: "radar" });
  const ben = broker.join("Ben");
  ben.held = true;
  await settled();
  expect([ben.synced, surfaceOf(ben)]).toEqual([false, null]);
  ben.release();
  await settled();
  expect(surfaceOf(ben)).toBe("radar");
  await ana.set({ surface: "game" });
  await settled();
  expect(surfaceOf(ben)).toBe("radar");
});
