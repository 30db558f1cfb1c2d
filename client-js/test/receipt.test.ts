import { describe, expect, it } from "vitest";

import { openReceipt, type Receipt } from "../src/receipt.js";
import { Roster } from "../src/roster.js";
import { type StatedEntries, statedBy } from "../src/statedEntries.js";
import { parseEntry } from "../src/statementEntry.js";
import { ServedLedger } from "./servedLedger.js";
import { aDevice, aLog, inviteKeys, type SessionLog } from "./sessionLog.js";

interface Joined {
  readonly log: SessionLog;
  readonly ledger: ServedLedger;
  /** What the newcomer's statement did, and the index of its entry. */
  readonly own: StatedEntries;
  readonly index: number;
}

async function aJoin(): Promise<Joined> {
  const log = await aLog();
  await log.letIn(await inviteKeys(1), await aDevice(2));
  let before = Roster.begin(log.sid);
  for (const text of log.entries.slice(0, -1)) {
    before = await before.apply(parseEntry(text));
  }
  const own = await statedBy(before, parseEntry(log.entries.at(-1) ?? ""));
  const ledger = await ServedLedger.of(log);
  const index = ledger.size - 1;
  ledger.connect(log.host.mid);
  return { log, ledger, own, index };
}

describe("a receipt", () => {
  it("proves the entry of who came in, and gives the first checkpoint", async () => {
    const { log, ledger, own, index } = await aJoin();
    const checkpoint = await openReceipt(await ledger.receipt(index), log.roster, own);
    expect(checkpoint).toEqual({
      size: ledger.size,
      root: await ledger.root(),
      note: await ledger.note(),
    });
  });

  const lies: readonly (readonly [
    what: string,
    make: (joined: Joined, honest: Receipt) => Receipt | Promise<Receipt>,
  ])[] = [
    ["of another entry", ({ ledger, index }) => ledger.receipt(index - 1)],
    [
      "of an entry that is not in the tree",
      ({ ledger }, { entry, proof }) => ({
        entry: entry.replace(/"at":\d+/, '"at":1764500000999999'),
        proof: ledger.size > 0 ? proof : "",
      }),
    ],
    [
      "of another role",
      ({ ledger, index }) => {
        ledger.entries[index] = (ledger.entries[index] ?? "").replace('"editor"', '"viewer"');
        return ledger.receipt(index);
      },
    ],
    [
      "by another key",
      async ({ ledger, log, index }) => {
        const other = new ServedLedger(log.roster, (await aDevice(9)).key);
        other.entries.push(...ledger.entries);
        return other.receipt(index);
      },
    ],
    ["that is no proof", (_, { entry }) => ({ entry, proof: "c2sp.org/tlog-proof@v1\n" })],
    ["of no entry", (_, { proof }) => ({ entry: "{}", proof })],
  ];

  it.each(lies)("%s is refused", async (_, make) => {
    const joined = await aJoin();
    const lie = await make(joined, await joined.ledger.receipt(joined.index));
    await expect(openReceipt(lie, joined.log.roster, joined.own)).rejects.toMatchObject({
      name: "DishonestBrokerError",
      alarm: { kind: "ledger", evidence: [lie.entry, lie.proof] },
    });
  });
});
