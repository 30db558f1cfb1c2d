import { describe, expect, it } from "vitest";

import { byDay } from "../../src/elements/ledger/days.js";
import {
  ALL_ENTRIES,
  filterIn,
  isEmpty,
  type LedgerFilter,
  matches,
  queryOf,
} from "../../src/elements/ledger/ledgerFilter.js";
import { ANA, BEN, by, entry } from "./ledgerEntries.js";

const full: LedgerFilter = {
  person: BEN,
  event: "members",
  result: "refused",
  from: "2026-11-01",
  to: "2026-11-30",
};

describe("the filter in a page's address", () => {
  it("comes back as it was written", () => {
    expect(filterIn(queryOf(full))).toEqual(full);
    expect(filterIn(queryOf(ALL_ENTRIES))).toEqual(ALL_ENTRIES);
    expect(queryOf(ALL_ENTRIES).toString()).toBe("");
    expect([isEmpty(full), isEmpty(ALL_ENTRIES)]).toEqual([false, true]);
  });

  it.each([
    "person=Ben",
    "person=<script>",
    "event=toString",
    "event=everything",
    "result=bad",
    "from=yesterday",
    "to=2026-1-1",
    "secret=x",
  ])("leaves out what it does not know: %s", (query) => {
    expect(filterIn(new URLSearchParams(query))).toEqual(ALL_ENTRIES);
  });
});

describe("a filter", () => {
  const looked = entry({});
  const refused = entry({ type: "invite.refused", outcome: "used" });
  const removed = entry({ type: "member.removed", actor: by(ANA), object: BEN });
  const all = [looked, refused, removed];

  it.each<readonly [Partial<LedgerFilter>, readonly unknown[]]>([
    [{}, all],
    [{ person: "anyone" }, [looked, refused]],
    [{ person: ANA }, [removed]],
    [{ person: BEN }, [removed]],
    [{ event: "invites" }, [looked, refused]],
    [{ result: "refused" }, [refused]],
    [{ result: "done" }, [looked, removed]],
    [{ from: "2026-11-30", to: "2026-11-30" }, all],
    [{ from: "2026-12-01" }, []],
    [{ to: "2026-11-29" }, []],
    [{ person: "anyone", result: "refused" }, [refused]],
  ])("%j", (parts, found) => {
    const filter = { ...ALL_ENTRIES, ...parts };
    expect(all.filter((one) => matches(one, filter))).toEqual(found);
  });
});

describe("days", () => {
  it("begin at the reader's midnight", () => {
    const before = entry({ index: 1, at: new Date(2026, 10, 29, 23, 59, 59, 999) });
    const after = entry({ index: 2, at: new Date(2026, 10, 30, 0, 0) });
    const later = entry({ index: 3, at: new Date(2026, 10, 30, 23, 59) });
    expect(byDay([later, after, before])).toEqual([
      { day: "2026-11-30", entries: [later, after] },
      { day: "2026-11-29", entries: [before] },
    ]);
    expect(byDay([])).toEqual([]);
  });
});
