import { describe, expect, it } from "vitest";

import { CheckpointStore } from "../src/checkpointStore.js";
import { type DishonestBrokerError } from "../src/dishonestBroker.js";
import { parseLedgerEntry } from "../src/ledgerEntry.js";
import { LedgerMatching } from "../src/ledgerMatching.js";
import { LedgerWatch } from "../src/ledgerWatch.js";
import { MemoryStore } from "../src/memoryStore.js";
import { Roster } from "../src/roster.js";
import { type RosterFollower } from "../src/rosterFollower.js";
import { type StatedEntries, statedBy } from "../src/statedEntries.js";
import { hashEntry, parseEntry } from "../src/statementEntry.js";
import { ServedLedger } from "./servedLedger.js";
import { aDevice, aLog, aRemoval, bytes, inviteKeys, type SessionLog } from "./sessionLog.js";

const { signal } = new AbortController();

/** A session of three, one of whom was removed. */
async function aBusyLog(): Promise<SessionLog> {
  const log = await aLog();
  await log.letIn(await inviteKeys(1), await aDevice(2));
  await log.letIn(await inviteKeys(2), await aDevice(3), { approval: true });
  await log.take(log.says(aRemoval(log, [await aDevice(2)])));
  return log;
}

/** What a host who has folded the log makes of the ledger. */
async function aHost(
  log: SessionLog,
  ledger: ServedLedger,
  store = new MemoryStore(),
): Promise<LedgerMatching> {
  const checkpoints = new CheckpointStore(store, log.sid);
  const watch = new LedgerWatch({ ledger, checkpoints, roster: () => log.roster });
  const stated = await statedOf(log);
  const people: Pick<RosterFollower, "stated" | "refresh" | "entryAt"> = {
    stated,
    refresh: async () => {
      stated.push(...(await statedOf(log)).slice(stated.length));
    },
    entryAt: (position) => log.entries[position],
  };
  return new LedgerMatching({ sid: log.sid, store, people, watch, ledger });
}

async function statedOf(log: SessionLog): Promise<StatedEntries[]> {
  const stated: StatedEntries[] = [];
  let before = Roster.begin(log.sid);
  for (const text of log.entries) {
    const entry = parseEntry(text);
    stated.push(await statedBy(before, entry));
    before = await before.apply(entry);
  }
  return stated;
}

describe("a host who compares the ledger with the statements", () => {
  it("finds nothing in one that says what they did, with what the broker saw between", async () => {
    const log = await aBusyLog();
    const ledger = await ServedLedger.of(log);
    ledger.connect(log.host.mid);
    await expect((await aHost(log, ledger)).look(signal)).resolves.toBeUndefined();
    expect(ledger.asked.page).toBe(1);
  });

  it("goes on where it was, after a reload", async () => {
    const log = await aBusyLog();
    const ledger = await ServedLedger.of(log);
    const store = new MemoryStore();
    await (await aHost(log, ledger, store)).look(signal);
    const first = ledger.size;
    ledger.connect(log.host.mid);
    const from: number[] = [];
    const { page } = ledger;
    ledger.page = (index, most) => {
      from.push(index);
      return page(index, most);
    };
    await (await aHost(log, ledger, store)).look(signal);
    expect(from).toEqual([first]);
  });

  it("catches up with a statement that came after the log was read", async () => {
    const log = await aBusyLog();
    const ledger = await ServedLedger.of(log);
    const host = await aHost(log, ledger);
    const text = await log.take(log.says({ type: "freeze", on: true, closing: [] }));
    const act = { type: "session.frozen", actor: log.host.mid, object: "", outcome: "ok" } as const;
    ledger.enter(act, { statement: await hashEntry(text), log: log.entries.length - 1 });
    await expect(host.look(signal)).resolves.toBeUndefined();
  });

  const lies: readonly (readonly [
    what: string,
    message: string,
    lie: (ledger: ServedLedger, log: SessionLog) => void | Promise<void>,
  ])[] = [
    [
      "leaves out a join",
      "an entry that no statement made",
      ({ entries }) => void entries.splice(indexOf(entries, "member.joined"), 1),
    ],
    [
      "leaves out the newest join",
      "leaves out what a statement did",
      ({ entries }) => void entries.splice(indexOf(entries, "member.knocked")),
    ],
    [
      "leaves out one of the acts of a statement",
      "an entry that no statement made",
      ({ entries }) => void entries.splice(indexOf(entries, "member.removed"), 1),
    ],
    [
      "invents a join",
      "an entry that no statement made",
      async (ledger) => {
        const { mid: actor } = await aDevice(9);
        const { iid: object } = await inviteKeys(1);
        const act = { type: "member.joined", actor, object, outcome: "editor" } as const;
        ledger.enter(act, { statement: bytes(32, 7), log: 9 });
      },
    ],
    [
      "has a join twice",
      "an entry that no statement made",
      ({ entries }) => {
        const at = indexOf(entries, "member.joined");
        entries.splice(at, 0, entries[at] ?? "");
      },
    ],
    [
      "changes the order of two acts",
      "an entry that no statement made",
      ({ entries }) => {
        const at = indexOf(entries, "member.joined");
        entries.splice(at - 1, 2, entries[at] ?? "", entries[at - 1] ?? "");
      },
    ],
    [
      "says that somebody joined in another role",
      "an entry that no statement made",
      ({ entries }) => {
        const at = indexOf(entries, "member.joined");
        entries[at] = (entries[at] ?? "").replace('"editor"', '"viewer"');
      },
    ],
    ["holds what is no entry", "no entry", ({ entries }) => void entries.splice(3, 1, '{"v":1}')],
  ];

  it.each(lies)("names a broker whose ledger %s", async (_, message, lie) => {
    const log = await aBusyLog();
    const ledger = await ServedLedger.of(log);
    await lie(ledger, log);
    await expectNamed((await aHost(log, ledger)).look(signal), message);
  });

  it("names a broker that serves other entries than it has signed", async () => {
    const log = await aBusyLog();
    const ledger = await ServedLedger.of(log);
    ledger.connect(log.host.mid);
    const other = ledger.fork(ledger.size - 1);
    other.connect((await aDevice(3)).mid);
    ledger.page = other.page;
    await expectNamed((await aHost(log, ledger)).look(signal), "other entries than it has signed");
  });

  it("names a broker that does not serve all that it has signed", async () => {
    const log = await aBusyLog();
    const ledger = await ServedLedger.of(log);
    ledger.page = ledger.fork(ledger.size - 1).page;
    await expectNamed((await aHost(log, ledger)).look(signal), "does not serve");
  });
});

async function expectNamed(look: Promise<void>, message: string): Promise<void> {
  const error = await look.then(
    () => undefined,
    (reason: unknown) => reason as DishonestBrokerError,
  );
  expect(error?.alarm).toMatchObject({ kind: "ledger" });
  expect(error?.message).toContain(message);
  expect(error?.alarm.evidence[0]).toMatch(/^broker\.example\/s\//);
}

function indexOf(entries: readonly string[], type: string): number {
  const at = entries.findIndex((entry) => parseLedgerEntry(entry).type === type);
  expect(at).toBeGreaterThanOrEqual(0);
  return at;
}
