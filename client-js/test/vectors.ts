import { readdirSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

const FOLDER = new URL("../../crypto/vectors/", import.meta.url);
const KEYS = ["kind", "name", "why", "expect", "in", "out"];

interface Vector<In> {
  readonly kind: string;
  readonly name: string;
  readonly why: string;
  readonly expect: string;
  readonly in: In;
  readonly out?: unknown;
}

/** How one kind of vectors is read: what a file shows, and by which error each refusal is known. */
export interface VectorReader<In> {
  readonly read: (given: In) => unknown;
  readonly refusals: Readonly<Record<string, (error: unknown) => boolean>>;
}

/** Feeds every file of `kind` to its reader. crypto/vectors/README.md says how files look. */
export function testVectors<In>(kind: string, reader: VectorReader<In>): void {
  const answers = ["ok", ...Object.keys(reader.refusals)];
  test.each(readVectors<In>(FOLDER, kind, answers))(`${kind}/$name: $why`, async (vector) => {
    const isRefusal = reader.refusals[vector.expect];
    const reading = Promise.resolve(vector.in).then(reader.read);
    if (isRefusal === undefined) {
      expect(await reading).toEqual(vector.out);
    } else {
      await expect(reading).rejects.toSatisfy(isRefusal);
    }
  });
}

/** The kinds that have files. */
export function vectorKinds(): readonly string[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** Thrown by a reader whose code answers `false` for a signature. */
export class SignatureRefused extends Error {}

/** An error of this class. */
export function isA(type: abstract new (...given: never[]) => Error): (error: unknown) => boolean {
  return (error) => error instanceof type;
}

/** Every vector of a kind. Throws unless there is one, and each has the form that it must have. */
export function readVectors<In>(
  vectors: URL,
  kind: string,
  answers: readonly string[],
): readonly Vector<In>[] {
  const folder = new URL(`${kind}/`, vectors);
  const files = readdirSync(folder);
  if (files.length === 0) {
    throw new Error(`no vectors of kind ${kind}`);
  }
  return files.map((file) => {
    const vector = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Vector<In>;
    requireForm(`${kind}/${file}`, vector, answers);
    return vector;
  });
}

function requireForm(file: string, vector: Vector<unknown>, answers: readonly string[]): void {
  const unknown = Object.keys(vector).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) {
    throw new Error(`${file}: unknown key ${unknown}`);
  }
  if (!answers.includes(vector.expect)) {
    throw new Error(`${file}: unknown answer ${vector.expect}`);
  }
  if (
    file !== `${vector.kind}/${vector.name}.json` ||
    "out" in vector !== (vector.expect === "ok")
  ) {
    throw new Error(`${file}: another name, or an output that does not belong`);
  }
}
