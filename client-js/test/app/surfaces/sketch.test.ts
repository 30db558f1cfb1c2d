import { expect, test } from "vitest";
import * as Y from "yjs";

import { NoteBook, type Place } from "../../../app/surfaces/board/noteBook.js";
import { goOn, MOST_POINTS, pathOf, Sketch } from "../../../app/surfaces/board/sketch.js";

function aBoard(doc = new Y.Doc()): { doc: Y.Doc; notes: NoteBook; sketch: Sketch } {
  const notes = new NoteBook(doc);
  return { doc, notes, sketch: new Sketch(doc, notes.history) };
}

const POINTS = [
  { x: 1, y: 2 },
  { x: 30, y: 40 },
];
const NOTE = { id: "n", text: "a note", by: "ana", at: 1, place: { x: 0, y: 0 }, paper: 0 };

test("undo takes back one's own lines and notes in turn, and nobody else's lines", () => {
  const [ana, ben] = [aBoard(), aBoard()];
  ana.doc.on("update", (update: Uint8Array) => {
    Y.applyUpdate(ben.doc, update);
  });
  ben.doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin === ben.sketch) {
      Y.applyUpdate(ana.doc, update);
    }
  });
  ana.sketch.draw({ by: "ana", points: POINTS });
  ben.sketch.draw({ by: "ben", points: POINTS });
  ana.notes.add(NOTE);
  expect(ben.sketch.list().map(({ by }) => by)).toEqual(["ana", "ben"]);
  ana.notes.history.undo();
  expect([ana.notes.list().length, ana.sketch.list().length]).toEqual([0, 2]);
  ana.notes.history.undo();
  expect(ben.sketch.list()).toEqual([{ by: "ben", points: POINTS }]);
  expect(ana.notes.history.canUndo()).toBe(false);
  ana.notes.history.redo();
  expect(ben.sketch.list().map(({ by }) => by)).toContain("ana");
});

test("what is no stroke is left out, and none leaves the board", () => {
  const { doc, sketch } = aBoard();
  const strange = [
    "text",
    null,
    3,
    {},
    { by: "a" },
    { by: 1, points: [1, 2] },
    { by: "a", points: [] },
  ];
  const endless = { by: "a", points: Array.from({ length: 3 * MOST_POINTS }, () => 1) };
  const outside = { by: "a", points: [-5, 1e9, "x", Number.NaN, 7] };
  doc.getArray("strokes").push([...strange, endless, outside]);
  const [long, inside, ...more] = sketch.list();
  expect(long?.points).toHaveLength(MOST_POINTS);
  expect(inside?.points).toEqual([
    { x: 0, y: 1000 },
    { x: 0, y: 0 },
  ]);
  expect(more).toEqual([]);
});

test("points that add nothing are left out of a line", () => {
  const line = [5, 5.4, 6, 9, 9.2, 2_000].reduce<readonly Place[]>(
    (points, x) => goOn(points, { x, y: 3 }),
    [],
  );
  expect(line.map(({ x }) => x)).toEqual([5, 9, 1600]);
});

test("a line is drawn through its first and last point, a dot at its one", () => {
  expect(pathOf([])).toBe("");
  expect(pathOf([{ x: 4, y: 5 }])).toBe("M4 5L4 5");
  expect(pathOf([...POINTS, { x: 50, y: 40 }])).toBe("M1 2Q30 40 40 40L50 40");
});
