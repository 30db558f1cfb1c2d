import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { afterEach, beforeEach, describe, expect, it, test } from "vitest";

import { readVectors } from "./vectors.js";

const VECTOR = { kind: "k", name: "n", why: "to see", expect: "ok", in: {}, out: {} };

describe("readVectors", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "vectors-"));
    mkdirSync(join(folder, "k"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const reading = (vector: object) => {
    writeFileSync(join(folder, "k", "n.json"), JSON.stringify(vector));
    return readVectors(pathToFileURL(`${folder}/`), "k", ["ok", "format"]);
  };

  it("reads a vector", () => {
    expect(reading(VECTOR)).toEqual([VECTOR]);
  });

  it("fails on an empty folder", () => {
    expect(() => readVectors(pathToFileURL(`${folder}/`), "k", ["ok"])).toThrow("no vectors");
  });

  test.each([
    ["an unknown key", { ...VECTOR, note: "" }],
    ["an unknown answer", { ...VECTOR, expect: "maybe" }],
    ["another kind", { ...VECTOR, kind: "other" }],
    ["another name", { ...VECTOR, name: "other" }],
    ["an answer without its output", { ...VECTOR, out: undefined }],
    ["a refusal with an output", { ...VECTOR, expect: "format" }],
  ])("fails on %s", (_, vector) => {
    expect(() => reading(vector)).toThrow(/^k\/n\.json: /);
  });
});
