import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";

import { FormatError } from "../src/formatError.js";
import { Roster } from "../src/roster.js";
import { parseEntry } from "../src/statementEntry.js";
import { StatementError } from "../src/statementError.js";
import { aLogOfAllKinds } from "./logOfAllKinds.js";
import { type SessionLog } from "./sessionLog.js";

const CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~= é";

describe("a log with an entry of every kind", () => {
  let log: SessionLog;
  let rosters: readonly Roster[];

  beforeAll(async () => {
    log = await aLogOfAllKinds();
    rosters = await foldAll(log);
  });

  const somewhere = () =>
    fc
      .nat(log.entries.length - 1)
      .chain((at) => fc.record({ at: fc.constant(at), offset: fc.nat(entryOf(at).length - 1) }));

  const aCharacter = fc.nat(CHARACTERS.length - 1).map((index) => CHARACTERS.charAt(index));

  it("folds", () => {
    expect(rosters).toHaveLength(log.entries.length + 1);
    expect(rosters.at(-1)?.logHash).toEqual(log.roster.logHash);
  });

  it("is refused at the entry in which any character is another", async () => {
    await fc.assert(
      fc.asyncProperty(somewhere(), aCharacter, async (place, character) => {
        const entry = entryOf(place.at);
        fc.pre(entry[place.offset] !== character);
        await expectRefused(place.at, splice(entry, place.offset, 1, character));
      }),
      { numRuns: 400 },
    );
  });

  it("is refused at the entry in which a character is missing or added", async () => {
    await fc.assert(
      fc.asyncProperty(somewhere(), fc.option(aCharacter, { nil: "" }), async (place, added) => {
        const cut = added === "" ? 1 : 0;
        await expectRefused(place.at, splice(entryOf(place.at), place.offset, cut, added));
      }),
      { numRuns: 200 },
    );
  });

  it("does not fold if an entry is left out, comes twice or comes earlier", async () => {
    const { entries } = log;
    for (let at = 0; at < entries.length - 1; at++) {
      const [entry = "", next = ""] = entries.slice(at);
      for (const instead of [[next], [entry, entry, next], [next, entry]]) {
        const other = [...entries.slice(0, at), ...instead, ...entries.slice(at + 2)];
        await expect(foldTexts(other)).rejects.toBeInstanceOf(StatementError);
      }
    }
  });

  function entryOf(at: number): string {
    return log.entries[at] ?? "";
  }

  async function expectRefused(at: number, text: string): Promise<void> {
    const refused = Promise.resolve(text)
      .then(parseEntry)
      .then((entry) => rosters[at]?.apply(entry));
    await expect(refused).rejects.toSatisfy(
      (error) => error instanceof FormatError || error instanceof StatementError,
    );
  }

  async function foldTexts(texts: readonly string[]): Promise<Roster> {
    let roster = Roster.begin(log.sid);
    for (const text of texts) {
      roster = await roster.apply(parseEntry(text));
    }
    return roster;
  }
});

function splice(text: string, offset: number, cut: number, added: string): string {
  return text.slice(0, offset) + added + text.slice(offset + cut);
}

/** The roster before every entry, and the last one. */
async function foldAll({ sid, entries }: SessionLog): Promise<readonly Roster[]> {
  let roster = Roster.begin(sid);
  const rosters = [roster];
  for (const entry of entries) {
    roster = await roster.apply(parseEntry(entry));
    rosters.push(roster);
  }
  return rosters;
}
