import { describe, expect, it } from "vitest";

import { verdictText } from "../../src/elements/ledger/verdictText.js";
import type { LedgerVerdict } from "../../src/index.js";

const WHOLE: LedgerVerdict = { ok: true, entries: 12, checkpoints: 1, logged: 0, cosigned: false };

describe("the outcome of checking a ledger, in words", () => {
  it("says up to where it is whole, and that nobody outside has seen it", () => {
    expect(verdictText(WHOLE)).toMatchObject({ whole: true, title: "Verified up to #11" });
    expect(verdictText(WHOLE).text).toContain("No outside witness has confirmed it.");
  });

  it("does not call witnesses anybody’s choice but the server’s", () => {
    const { text } = verdictText({ ...WHOLE, cosigned: true });
    expect(text).toContain("The outside witnesses that the server names have confirmed it.");
  });

  it("names the first wrong entry, if there is one, and why", () => {
    const broken = { ok: false, code: "time", message: "" } as const;
    const { whole, title, text } = verdictText({ ...broken, brokenAt: 871 });
    expect({ whole, title }).toEqual({ whole: false, title: "Broken at #871" });
    expect(text).toContain("Its time is before that of the entry before.");
    expect(verdictText({ ...broken, brokenAt: null }).title).toBe("Broken");
  });
});
