import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Alarm } from "../src/alarm.js";
import { type Bytes } from "../src/bytes.js";
import { encodeCheckpointMessage } from "../src/checkpointMessage.js";
import { CheckpointStore } from "../src/checkpointStore.js";
import { BrokerError } from "../src/errors.js";
import { LedgerGossip } from "../src/ledgerGossip.js";
import { LedgerWatch } from "../src/ledgerWatch.js";
import { MemoryStore } from "../src/memoryStore.js";
import { type SigningKey } from "../src/signingKey.js";
import { type TreeHead } from "../src/statement.js";
import { ServedLedger } from "./servedLedger.js";
import { aDevice, aLog, bytes, type SessionLog } from "./sessionLog.js";

const { signal } = new AbortController();
const FRAME = bytes(64, 9);
const log: SessionLog = await aLog();
const ana = log.host.mid;
const { mid: ben } = await aDevice(2);

interface Member {
  readonly self: typeof ana;
  readonly gossip: LedgerGossip;
  readonly sent: Bytes[];
  readonly alarms: Alarm[];
}

/** A member who is served this ledger and has seen all of it. */
async function aMember(self: typeof ana, ledger: ServedLedger): Promise<Member> {
  const checkpoints = new CheckpointStore(new MemoryStore(), log.sid);
  const watch = new LedgerWatch({ ledger, checkpoints, roster: () => log.roster });
  const sent: Bytes[] = [];
  const alarms: Alarm[] = [];
  const gossip = new LedgerGossip({
    self,
    watch,
    clock: Date.now,
    run: (task) => task(signal),
    send: (payload) => sent.push(payload),
    alarm: (alarm) => alarms.push(alarm),
  });
  await watch.look(signal);
  return { self, gossip, sent, alarms };
}

async function headOf(ledger: ServedLedger, size = ledger.size): Promise<TreeHead> {
  return { size, root: await ledger.root(size) };
}

afterEach(() => {
  vi.useRealTimers();
});

/** Lets everything happen that needs no time. */
async function settled(): Promise<void> {
  for (let i = 0; i < 100; i++) {
    // Queued behind what the members have WebCrypto do, however slow the machine is.
    await crypto.subtle.digest("SHA-256", new Uint8Array(1));
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

describe("members who compare what they have seen of the ledger", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  });

  it("are both alarmed with both signed checkpoints, when they are shown two", async () => {
    const ours = await ServedLedger.of(log);
    const theirs = ours.fork();
    ours.connect(ana);
    theirs.connect(ben);
    const first = await aMember(ana, ours);
    const second = await aMember(ben, theirs);
    first.gossip.hear({ by: ben, head: await headOf(theirs), evidence: FRAME });
    await settled();
    await relay(first, second);
    await relay(second, first);
    expect(first.alarms).toHaveLength(1);
    expect(first.alarms[0]).toMatchObject({ kind: "ledger" });
    expect(first.alarms[0]?.evidence).toEqual([await ours.note(), await theirs.note(), FRAME]);
    expect(second.alarms).toHaveLength(1);
    expect(second.alarms[0]?.evidence).toEqual([await theirs.note(), await ours.note()]);
  });

  it("are alarmed by the frame alone, if the other one shows nothing in time", async () => {
    const ours = await ServedLedger.of(log);
    const theirs = ours.fork();
    ours.connect(ana);
    theirs.connect(ben);
    const { gossip, alarms, sent } = await aMember(ana, ours);
    gossip.hear({ by: ben, head: await headOf(theirs), evidence: FRAME });
    await settled();
    expect(sent).toHaveLength(1);
    expect(alarms).toEqual([]);
    vi.advanceTimersByTime(3_000);
    expect(alarms.map(({ evidence }) => evidence)).toEqual([[await ours.note(), FRAME]]);
  });

  it("are alarmed once by each other member", async () => {
    const ours = await ServedLedger.of(log);
    const theirs = ours.fork(1);
    theirs.connect(ben);
    const { gossip, alarms } = await aMember(ana, ours);
    for (let i = 0; i < 3; i++) {
      gossip.hear({ by: ben, head: await headOf(theirs), evidence: FRAME });
      await settled();
      vi.advanceTimersByTime(3_000);
      theirs.connect(ben);
    }
    expect(alarms).toHaveLength(1);
  });

  it("ask the broker once for what many members say, and of each for the newest only", async () => {
    const ledger = await ServedLedger.of(log);
    ledger.connect(ana);
    ledger.connect(ana);
    const { gossip, alarms } = await aMember(ana, ledger);
    const heads = await Promise.all([1, 2, 3].map((size) => headOf(ledger, size)));
    const members = await Promise.all([2, 3, 4, 5, 6, 7].map(aDevice));
    for (const head of heads) {
      members.forEach(({ mid: by }) => {
        gossip.hear({ by, head, evidence: FRAME });
      });
    }
    await settled();
    expect(ledger.asked.consistency).toBe(2);
    expect(alarms).toEqual([]);
  });

  it("are alarmed when a member has seen more than the broker has", async () => {
    const ledger = await ServedLedger.of(log);
    const more = ledger.fork();
    more.connect(ben);
    const { gossip, alarms } = await aMember(ana, ledger);
    gossip.hear({ by: ben, head: await headOf(more), evidence: FRAME });
    await settled();
    vi.advanceTimersByTime(3_000);
    expect(alarms).toHaveLength(1);
  });

  it("are alarmed when the broker goes on refusing to prove what it owes", async () => {
    const ledger = await ServedLedger.of(log);
    ledger.connect(ana);
    const { gossip, alarms } = await aMember(ana, ledger);
    ledger.consistency = () => Promise.reject(new BrokerError("not_found", "no"));
    gossip.hear({ by: ben, head: await headOf(ledger, 2), evidence: FRAME });
    for (let i = 0; i < 3; i++) {
      expect(alarms).toEqual([]);
      await settled();
      vi.advanceTimersByTime(5_000);
    }
    expect(alarms).toHaveLength(1);
  });

  it("try again when the broker cannot be reached", async () => {
    const ledger = await ServedLedger.of(log);
    ledger.connect(ana);
    const { gossip, alarms } = await aMember(ana, ledger);
    const { consistency } = ledger;
    ledger.consistency = () => {
      ledger.consistency = consistency;
      return Promise.reject(new BrokerError("broker_unreachable", "gone"));
    };
    gossip.hear({ by: ben, head: await headOf(ledger, 2), evidence: FRAME });
    await settled();
    vi.advanceTimersByTime(5_000);
    await settled();
    expect(ledger.asked.consistency).toBe(1);
    expect(alarms).toEqual([]);
  });

  it("believe no checkpoint that the ledger key has not signed, nor one for somebody else", async () => {
    const ours = await ServedLedger.of(log);
    const theirs = ours.fork(1);
    theirs.connect(ben);
    const { gossip, alarms } = await aMember(ana, ours);
    const show = async (to: typeof ana, key?: SigningKey): Promise<void> => {
      const note = await theirs.note(2, key);
      await gossip.receive(ben, encodeCheckpointMessage({ to, note, asks: false }));
      await settled();
    };
    await show(ana, (await aDevice(9)).key);
    await show(ben);
    expect(alarms).toEqual([]);
    await show(ana);
    expect(alarms).toHaveLength(1);
  });
});

/** Brings what the one has sent to the other. */
async function relay(from: Member, to: Member): Promise<void> {
  for (const payload of from.sent.splice(0)) {
    await to.gossip.receive(from.self, payload);
  }
  await settled();
}
