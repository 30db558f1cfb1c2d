import { describe, expect, it } from "vitest";

import type { LedgerEntryInfo } from "../src/index.js";
import { csvHeader, csvRow, jsonLine } from "../src/ledgerText.js";

function anEntry(name: string, changed: Partial<LedgerEntryInfo> = {}): LedgerEntryInfo {
  return {
    index: 3,
    at: new Date("2025-11-30T12:00:00.123Z"),
    type: "member.joined",
    actor: { kind: "member", id: "AAAAAAAAAAAAAAAAAAAAAA", name },
    object: "BBBBBBBBBBBBBBBBBBBBBB",
    objectName: "Ben, Editor",
    outcome: "editor",
    count: 1,
    log: 5,
    network: "203.0.113.0/24",
    browser: "Firefox, Linux",
    requestId: null,
    statement: null,
    ...changed,
  };
}

describe("a ledger as CSV", () => {
  it("has one line for each entry, with a cell for each column", () => {
    expect(csvHeader().split(",")).toHaveLength(13);
    expect(csvRow(anEntry("Ben"))).toBe(
      "3,2025-11-30T12:00:00.123Z,member.joined,AAAAAAAAAAAAAAAAAAAAAA,Ben," +
        'BBBBBBBBBBBBBBBBBBBBBB,"Ben, Editor",editor,1,203.0.113.0/24,"Firefox, Linux",,\r\n',
    );
  });

  it.each([
    ["=HYPERLINK(0)", "'=HYPERLINK(0)"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", '"\'\r=1"'],
    ['=1,"2"', '"\'=1,""2"""'],
    ["a=1", "a=1"],
  ])("does not let %j be a formula", (name, cell) => {
    expect(csvRow(anEntry(name))).toContain(`,AAAAAAAAAAAAAAAAAAAAAA,${cell},BBBB`);
  });

  it("takes IDs that begin like a formula for text, too", () => {
    const object = "-BBBBBBBBBBBBBBBBBBBBB";
    expect(csvRow(anEntry("Ben", { object }))).toContain(`,'${object},`);
  });
});

describe("a ledger as JSON Lines", () => {
  it("has each entry on a line of its own", () => {
    const line = jsonLine(anEntry("Ben\n"));
    expect(line.split("\n")).toHaveLength(2);
    expect(JSON.parse(line)).toMatchObject({ index: 3, at: "2025-11-30T12:00:00.123Z" });
  });
});
