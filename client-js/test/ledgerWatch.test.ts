import { describe, expect, it } from "vitest";

import { CheckpointStore } from "../src/checkpointStore.js";
import { type DishonestBrokerError } from "../src/dishonestBroker.js";
import { BrokerError } from "../src/errors.js";
import { LedgerWatch } from "../src/ledgerWatch.js";
import { MemoryStore } from "../src/memoryStore.js";
import { ServedLedger } from "./servedLedger.js";
import { aDevice, aLog, type SessionLog } from "./sessionLog.js";

const { signal } = new AbortController();
const log: SessionLog = await aLog();
const { mid } = log.host;

/** A device that watches a ledger, and lets itself be served by another one. */
async function aWatcher(store = new MemoryStore()): Promise<{
  readonly ledger: ServedLedger;
  readonly watch: LedgerWatch;
  readonly serve: (other: ServedLedger) => void;
}> {
  const ledger = await ServedLedger.of(log);
  let served = ledger;
  const watch = new LedgerWatch({
    ledger: {
      checkpoint: () => served.checkpoint(),
      consistency: (from, to) => served.consistency(from, to),
    },
    checkpoints: new CheckpointStore(store, log.sid),
    roster: () => log.roster,
  });
  return {
    ledger,
    watch,
    serve: (other) => {
      served = other;
    },
  };
}

const contradicts = { name: "DishonestBrokerError", alarm: { kind: "ledger" } };

describe("a device that watches a ledger", () => {
  it("takes each checkpoint that only adds to the one before", async () => {
    const { ledger, watch } = await aWatcher();
    await watch.take(await ledger.note(), signal);
    expect(watch.newest).toMatchObject({ size: 2, root: await ledger.root() });
    ledger.connect(mid);
    ledger.connect(mid);
    await watch.take(await ledger.note(), signal);
    expect(watch.newest).toMatchObject({ size: 4, root: await ledger.root() });
    expect(ledger.asked).toMatchObject({ checkpoint: 0, consistency: 1 });
  });

  it("asks nothing when it is shown the same again", async () => {
    const { ledger, watch } = await aWatcher();
    await watch.take(await ledger.note(), signal);
    await watch.take(await ledger.note(), signal);
    expect(ledger.asked).toMatchObject({ checkpoint: 0, consistency: 0 });
  });

  it("names two checkpoints of one size that differ, and keeps the first", async () => {
    const { ledger, watch } = await aWatcher();
    const other = ledger.fork();
    ledger.connect(mid);
    other.connect((await aDevice(7)).mid);
    await watch.take(await ledger.note(), signal);
    const error = await failure(watch.take(await other.note(), signal));
    expect(error).toMatchObject(contradicts);
    expect(error.alarm.evidence).toEqual([await ledger.note(), await other.note()]);
    expect(watch.newest?.note).toBe(await ledger.note());
  });

  it("names a larger ledger that does not begin with its own, whatever proof it is given", async () => {
    const { ledger, watch, serve } = await aWatcher();
    ledger.connect(mid);
    await watch.take(await ledger.note(), signal);
    const other = ledger.fork(2);
    other.connect((await aDevice(7)).mid);
    other.connect(mid);
    serve(other);
    expect(await failure(watch.take(await other.note(), signal))).toMatchObject(contradicts);
    expect(watch.newest?.size).toBe(3);
  });

  it("names a checkpoint by another key", async () => {
    const { ledger, watch } = await aWatcher();
    const note = await ledger.note(2, (await aDevice(7)).key);
    expect(await failure(watch.take(note, signal))).toMatchObject(contradicts);
    expect(watch.newest).toBeNull();
  });

  it("names a ledger that was rolled back", async () => {
    const { ledger, watch, serve } = await aWatcher();
    ledger.connect(mid);
    await watch.look(signal);
    const before = await ledger.note();
    serve(ledger.fork(2));
    const error = await failure(watch.look(signal));
    expect(error).toMatchObject(contradicts);
    expect(error.alarm.evidence).toEqual([before, await ledger.note(2)]);
    expect(await failure(watch.take(await ledger.note(2), signal))).toMatchObject(contradicts);
  });

  it("takes an older checkpoint that was late for what it is", async () => {
    const { ledger, watch } = await aWatcher();
    ledger.connect(mid);
    const late = await ledger.note(2);
    await watch.look(signal);
    await watch.take(late, signal);
    expect(watch.newest?.size).toBe(3);
  });

  it("remembers what it has seen after a reload, and what another tab has seen", async () => {
    const store = new MemoryStore();
    const first = await aWatcher(store);
    const second = await aWatcher(store);
    first.ledger.connect(mid);
    await first.watch.look(signal);
    second.serve(second.ledger.fork());
    expect(await failure(second.watch.look(signal))).toMatchObject(contradicts);
  });

  it("has none while the broker keeps no ledger", async () => {
    const { watch, serve, ledger } = await aWatcher();
    const none = ledger.fork();
    none.checkpoint = () => Promise.reject(new BrokerError("not_found", "no such route"));
    serve(none);
    expect(await watch.look(signal)).toBeNull();
    expect(watch.newest).toBeNull();
  });
});

describe("what another member has verified", () => {
  it("agrees if it is the same, less, or more of the same ledger", async () => {
    const { ledger, watch } = await aWatcher();
    ledger.connect(mid);
    await watch.look(signal);
    for (const size of [1, 2, 3]) {
      expect(await watch.agrees({ size, root: await ledger.root(size) }, signal)).toBe(true);
    }
    ledger.connect(mid);
    expect(await watch.agrees({ size: 4, root: await ledger.root() }, signal)).toBe(true);
    expect(watch.newest?.size).toBe(4);
  });

  it("is asked about once", async () => {
    const { ledger, watch } = await aWatcher();
    ledger.connect(mid);
    await watch.look(signal);
    for (let i = 0; i < 3; i++) {
      await watch.agrees({ size: 2, root: await ledger.root(2) }, signal);
    }
    expect(ledger.asked.consistency).toBe(1);
  });

  it.each([2, 3, 4])("does not agree if it is of another ledger, at size %i", async (size) => {
    const { ledger, watch } = await aWatcher();
    const other = ledger.fork(1);
    for (let i = 0; i < 3; i++) {
      other.connect((await aDevice(7)).mid);
    }
    ledger.connect(mid);
    ledger.connect(mid);
    await watch.take(await ledger.note(3), signal);
    expect(await watch.agrees({ size, root: await other.root(size) }, signal)).toBe(false);
  });

  it("does not agree if it is more than the broker has", async () => {
    const { ledger, watch } = await aWatcher();
    const more = ledger.fork();
    more.connect(mid);
    await watch.look(signal);
    expect(await watch.agrees({ size: 3, root: await more.root() }, signal)).toBe(false);
  });
});

async function failure(work: Promise<unknown>): Promise<DishonestBrokerError> {
  return work.then(
    () => {
      throw new Error("nothing failed");
    },
    (error: unknown) => error as DishonestBrokerError,
  );
}
