import { expect, test } from "vitest";
import * as Y from "yjs";

import { RadarBook } from "../../../app/surfaces/radar/radarBook.js";
import { RADIUS, spotsOf, sectorAt } from "../../../app/surfaces/radar/radarLayout.js";
import { sectorByKey } from "../../../app/surfaces/radar/sectorByKey.js";

function anEntry(id: string, quadrant = 0, ring = 0, at = 1): Parameters<RadarBook["add"]>[0] {
  return { id, name: `entry ${id}`, at, quadrant, ring };
}

test("entries are numbered by quadrant, ring and age, also after they are moved", () => {
  const book = new RadarBook(new Y.Doc());
  book.add(anEntry("late", 1, 2, 9));
  book.add(anEntry("early", 1, 2, 3));
  book.add(anEntry("inner", 1, 0, 9));
  book.add(anEntry("first", 0, 3, 9));
  const ids = (): readonly string[] => book.list().map(({ id }) => id);
  expect(ids()).toEqual(["first", "inner", "early", "late"]);
  book.move("first", { quadrant: 3, ring: 1 });
  expect(ids()).toEqual(["inner", "early", "late", "first"]);
  book.remove("early");
  expect(ids()).toEqual(["inner", "late", "first"]);
});

test("two who move one entry agree, and undo takes back one's own steps one by one", () => {
  const [ana, ben] = [new Y.Doc(), new Y.Doc()];
  const [hers, his] = [new RadarBook(ana), new RadarBook(ben)];
  const exchange = (): void => {
    Y.applyUpdate(ben, Y.encodeStateAsUpdate(ana));
    Y.applyUpdate(ana, Y.encodeStateAsUpdate(ben));
  };
  hers.add(anEntry("a"));
  exchange();
  hers.move("a", { quadrant: 1, ring: 1 });
  his.move("a", { quadrant: 2, ring: 2 });
  exchange();
  expect(hers.list()).toEqual(his.list());
  his.add(anEntry("b"));
  exchange();
  hers.history.undo();
  hers.history.undo();
  exchange();
  expect(his.list().map(({ id }) => id)).toEqual(["b"]);
  expect(hers.history.canUndo()).toBe(false);
});

test("what is no entry is left out, what has no place is put far out", () => {
  const doc = new Y.Doc();
  const entries = doc.getMap("radar");
  entries.set("text", "a");
  entries.set("nameless", new Y.Map([["name", " "]]));
  entries.set(
    "lost",
    new Y.Map<unknown>([
      ["name", "n".repeat(100)],
      ["ring", 9],
      ["quadrant", -1],
    ]),
  );
  const [lost, ...more] = new RadarBook(doc).list();
  expect(lost).toEqual({ id: "lost", name: "n".repeat(60), at: 0, quadrant: 3, ring: 3 });
  expect(more).toEqual([]);
});

test("every entry is drawn in its own quadrant, within its ring, and apart from the others", () => {
  const entries = Array.from({ length: 48 }, (_, i) => anEntry(String(i), i % 4, (i >> 2) % 4, i));
  const spots = spotsOf(entries);
  expect(spots.map(({ number }) => number)).toEqual(entries.map((_, i) => i + 1));
  for (const { x, y, entry } of spots) {
    expect([x > 0, y > 0]).toEqual([
      entry.quadrant < 2,
      entry.quadrant === 1 || entry.quadrant === 2,
    ]);
    expect(Math.hypot(x, y)).toBeLessThan(RADIUS);
    expect(sectorAt(x, y)).toEqual({ quadrant: entry.quadrant, ring: entry.ring });
  }
  for (const a of spots) {
    const near = spots.filter((b) => b !== a && Math.hypot(a.x - b.x, a.y - b.y) < 24);
    expect(near.map(({ number }) => number)).toEqual([]);
  }
});

test("arrow keys stay on the radar", () => {
  const inner = { quadrant: 0, ring: 0 };
  expect(sectorByKey(inner, "ArrowUp")).toEqual(inner);
  expect(sectorByKey(inner, "ArrowDown")).toEqual({ quadrant: 0, ring: 1 });
  expect(sectorByKey(inner, "ArrowLeft")).toEqual({ quadrant: 3, ring: 0 });
  expect(sectorByKey({ quadrant: 3, ring: 3 }, "ArrowRight")).toEqual({ quadrant: 0, ring: 3 });
  expect(sectorByKey({ quadrant: 3, ring: 3 }, "ArrowDown")).toEqual({ quadrant: 3, ring: 3 });
  expect(sectorByKey(inner, "a")).toBeNull();
});
