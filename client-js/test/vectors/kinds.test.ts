import { existsSync } from "node:fs";

import { expect, it } from "vitest";

import { vectorKinds } from "../vectors.js";

it("finds a reader for every kind of vectors", () => {
  const kinds = vectorKinds();
  expect(kinds).not.toEqual([]);
  const unread = kinds.filter((kind) => !existsSync(new URL(`${kind}.test.ts`, import.meta.url)));
  expect(unread).toEqual([]);
});
