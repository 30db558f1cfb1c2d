import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { isHostStatement, type Statement, type StatementType } from "../src/statement.js";
import { parseEntry } from "../src/statementEntry.js";
import {
  writeCompared,
  writeGenesis,
  writeHostStatement,
  pairOf,
  writeJoin,
  writeMove,
  writeMoved,
} from "../src/statementWriter.js";
import { aDevice } from "./sessionLog.js";

const TYPES: Readonly<Record<StatementType, true>> = {
  genesis: true,
  change: true,
  invite: true,
  join: true,
  knock: true,
  admit: true,
  revoke: true,
  move: true,
  freeze: true,
  compared: true,
  end: true,
};

describe("the writer", () => {
  it.each(Object.keys(TYPES))("writes a %s as the Java implementation does", async (type) => {
    const file = new URL(`../../crypto/vectors/statement/${type}.json`, import.meta.url);
    const vector = JSON.parse(readFileSync(file, "utf8")) as { in: { text: string } };
    const { text } = vector.in;
    const { statement } = parseEntry(text);
    expect(statement.type).toBe(type);
    expect(unsigned(await writeWithAnotherKey(statement))).toEqual(unsigned(text));
  });
});

async function writeWithAnotherKey(statement: Statement): Promise<string> {
  const { key } = await aDevice(9);
  if (isHostStatement(statement)) {
    return writeHostStatement(statement, key);
  }
  switch (statement.type) {
    case "genesis":
      return writeGenesis(statement, key);
    case "compared":
      return writeCompared(statement, key);
    case "join":
      return writeJoin(statement, key, key);
    case "move":
      return pairOf(await writeMove(statement, key), await writeMoved(statement, key));
  }
}

/** Header and payload of every signature. */
function unsigned(text: string): readonly string[] {
  return text.split("~").map((jws) => jws.slice(0, jws.lastIndexOf(".")));
}
