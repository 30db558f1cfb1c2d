import { existsSync, readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../../shared/vectors/", import.meta.url);

/**
 * Reads a file of a public test suite, which is not part of this repository. Without it the tests
 * are left out, which is said aloud; on CI that is a failure.
 */
export function readExternalVectors(path: string): unknown {
  const text = readExternalText(path);
  return text === undefined ? undefined : JSON.parse(text);
}

/** The same for a file that is no JSON. */
export function readExternalText(path: string): string | undefined {
  return isThere(path) ? readFileSync(new URL(path, FOLDER), "utf8") : undefined;
}

/** The same for all files below a folder: their paths. */
export function listExternalFiles(path: string): readonly string[] | undefined {
  if (!isThere(path)) {
    return undefined;
  }
  return readdirSync(new URL(path, FOLDER), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(FOLDER.pathname.length));
}

function isThere(path: string): boolean {
  if (existsSync(new URL(path, FOLDER))) {
    return true;
  }
  if (process.env.CI !== undefined) {
    throw new Error(`external vectors ${path} are missing`);
  }
  console.warn(`SKIPPED: external vectors ${path} are missing`);
  return false;
}
