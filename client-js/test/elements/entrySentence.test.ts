import { describe, expect, it } from "vitest";

import { GROUP_OF } from "../../src/elements/ledger/entryKinds.js";
import { sentenceOf } from "../../src/elements/ledger/entrySentence.js";
import { LedgerReader } from "../../src/elements/ledger/reader.js";
import { plainText } from "../../src/elements/ledger/sentence.js";
import type { LedgerEntryInfo, LedgerEntryType } from "../../src/index.js";
import { ANA, BEN, INVITE, by, entry, member } from "./ledgerEntries.js";

const host = new LedgerReader([member(ANA, "Ana", true), member(BEN, "Ben")]);
const auditor = new LedgerReader([member(ANA, ""), member(BEN, "")]);

function said(parts: Partial<LedgerEntryInfo>, reader = host): string {
  return plainText(sentenceOf(entry(parts), reader));
}

describe("an entry in plain words", () => {
  it.each<readonly [string, Partial<LedgerEntryInfo>]>([
    [
      "Ben joined with the invite for Ben, as editor",
      { type: "member.joined", actor: by(BEN), outcome: "editor" },
    ],
    ["Somebody looked at the invite for Ben 3 times", { count: 3 }],
    ["Somebody looked at the invite for Ben", {}],
    [
      "Somebody tried the invite for Ben after it was used up",
      { type: "invite.refused", outcome: "used" },
    ],
    [
      "Somebody tried the invite for Ben without its secret (4 tries)",
      { type: "invite.refused", outcome: "bad_proof", count: 4 },
    ],
    [
      "The server locked the invite for Ben for a while: too many tries failed",
      { type: "invite.locked", actor: { kind: "broker" } },
    ],
    [
      "Ben fetched the whole ledger, to check or to keep it",
      { type: "ledger.exported", actor: by(BEN), object: "", objectName: null },
    ],
    ["You removed Ben", { type: "member.removed", actor: by(ANA), object: BEN, objectName: null }],
    [
      "Ben gave you the role viewer",
      { type: "member.role_changed", actor: by(BEN), object: ANA, outcome: "viewer" },
    ],
    ["You changed the key: number 2", { type: "epoch.changed", actor: by(ANA), object: "2" }],
    [
      "The server closed the connection of Ben",
      { type: "member.disconnected", actor: by(BEN), object: "", outcome: "code_4403" },
    ],
    ["Ben connected 12 times", { type: "member.connected", actor: by(BEN), object: "", count: 12 }],
  ])("%s", (sentence, parts) => {
    expect(said(parts)).toBe(sentence);
  });

  it("has words of its own for every type, and never the type's name", () => {
    const types = Object.keys(GROUP_OF) as LedgerEntryType[];
    const sentences = types.map((type) => said({ type, actor: by(BEN), object: ANA }));
    expect(new Set(sentences).size).toBe(types.length);
    expect(sentences.filter((text) => /undefined|_|\w\.\w/.test(text))).toEqual([]);
  });

  it("shows numbers where names cannot be read", () => {
    const removed = {
      type: "member.removed",
      actor: by(ANA),
      object: BEN,
      objectName: null,
    } as const;
    expect(said(removed, auditor)).toBe("Member AnaAna removed member BenBen");
    expect(said({ objectName: null }, auditor)).toBe(
      `Somebody looked at invite ${INVITE.slice(0, 6)}`,
    );
  });

  it("calls those who have left as their entry does", () => {
    const left = by("GoneGoneGoneGoneGoneGA", "Gerda");
    expect(said({ type: "ledger.read", actor: left, object: "" })).toBe("Gerda read this ledger");
  });

  it("keeps names apart from its own words", () => {
    const named = entry({ type: "member.connected", actor: by(BEN), object: "" });
    expect(sentenceOf(named, host)).toContainEqual({ name: "Ben" });
    const odd = new LedgerReader([member(BEN, "eve (you)")]);
    expect(plainText(sentenceOf(named, odd))).toBe("eve (you) connected");
  });
});
