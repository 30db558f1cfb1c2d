import { describe, expect, it } from "vitest";

import { encodeBase64Url } from "../../src/base64Url.js";
import { utf8 } from "../../src/bytes.js";
import { openDevice } from "../../src/device.js";
import { encodeFrame } from "../../src/frame.js";
import { FrameSealer } from "../../src/frameSealer.js";
import {
  type CloseInfo,
  type DeviceStore,
  type HostSession,
  type Session,
} from "../../src/index.js";
import { NO_CHECKPOINT } from "../../src/noCheckpoint.js";
import { startOfChannel } from "../../src/runningHash.js";
import { parseSessionId } from "../../src/sessionId.js";
import { parseEntry } from "../../src/statementEntry.js";
import { aClient, aDevice, aGuest, anInvite, aSession, keyed, until } from "./people.js";
import { type Answer, aWiredClient, type Sent, type Wire } from "./wire.js";

interface Party {
  readonly host: HostSession<number>;
  readonly ben: Session<number>;
  readonly bensDevice: DeviceStore;
  readonly cleo: Session<number>;
  readonly cleosDevice: DeviceStore;
  /** Between Cleo and the broker. */
  readonly wire: Wire;
}

/** A host, Ben, who is about to be removed, and Cleo, to whom the broker will lie. */
async function aParty(): Promise<Party> {
  const bensDevice = aDevice();
  const cleosDevice = aDevice();
  const host = await aSession<number>();
  const ben = await aGuest<number>(host, { name: "Ben" }, aClient({ storage: bensDevice }));
  await keyed(host, 2);
  const { client, wire } = aWiredClient({ storage: cleosDevice });
  const cleo = await aGuest<number>(host, { name: "Cleo" }, client);
  await Promise.all([host, ben, cleo].map((it) => keyed(it, 3)));
  await ben.set(1);
  await until(cleo, () => cleo.get() === 1);
  return { host, ben, bensDevice, cleo, cleosDevice, wire };
}

const isMembers = ({ path }: Sent): boolean => path.includes("/members?");
const isChannel = ({ path }: Sent): boolean => path.includes("/channels/0?");

function lie(wire: Wire, about: (sent: Sent) => boolean, change: (answer: Answer) => Answer): void {
  wire.onAnswer = (sent, answer) => (about(sent) ? change(answer) : answer);
}

/** Ben's next frame, by all that his device holds, of the epoch that he was last in. */
async function aFrameOfBen({ ben, bensDevice }: Party, state: number): Promise<string> {
  const { memberships } = await openDevice({ storage: bensDevice });
  const [stored] = await memberships.of(parseSessionId(ben.id));
  if (stored === undefined) {
    throw new Error("Ben's device holds nothing");
  }
  const { sid, mid, signingKey, epochKeys } = await memberships.restore(stored);
  const epoch = Math.max(...epochKeys.keys());
  const key = epochKeys.get(epoch);
  if (key === undefined) {
    throw new Error("Ben has no key");
  }
  const links = {
    conditional: false,
    head: 0,
    headHash: startOfChannel(),
    logHash: new Uint8Array(32),
    checkpointSize: NO_CHECKPOINT.size,
    checkpointRoot: NO_CHECKPOINT.root,
  };
  const covers = { seq: 0, hash: startOfChannel(), counters: [] };
  const sealer = new FrameSealer(sid, epoch, key, signingKey, mid);
  const body = { links, covers, payload: utf8(JSON.stringify(state)) };
  return encodeBase64Url(encodeFrame(await sealer.seal("replace", 0, body)));
}

/** Serves the frame as the newest of channel 0. */
function injecting(frame: string): (answer: Answer) => Answer {
  return (answer) => {
    const frames = answer.frames as { seq: number }[];
    const seq = Number(answer.head) + 1;
    return { ...answer, head: seq, frames: [...frames, { seq, frame }] };
  };
}

/** Cleo's device comes back after the removal, and its broker tells another story of it. */
async function closedOnReturn(change: (entries: readonly string[]) => readonly string[]): Promise<{
  readonly closed: CloseInfo | null;
}> {
  const { host, ben, cleo, cleosDevice } = await aParty();
  await host.members.remove(ben.self.id);
  await until(cleo, () => cleo.members.list().length === 2);
  cleo.destroy();
  const { client, wire } = aWiredClient({ storage: cleosDevice });
  lie(wire, isMembers, (answer) => {
    const statements = change(answer.statements as string[]);
    const added = statements.length - (answer.statements as string[]).length;
    return { ...answer, size: Number(answer.size) + added, statements };
  });
  const session = await client.open(cleo.id);
  return { closed: session?.closed ?? null };
}

function isRemoval(entry: string): boolean {
  const { statement } = parseEntry(entry);
  return statement.type === "change" && statement.removed.length > 0;
}

function isOfType(type: string): (entry: string) => boolean {
  return (entry) => parseEntry(entry).statement.type === type;
}

describe("a removal is not undone by a broker that", () => {
  it.each<readonly [what: string, kind: string, (entries: readonly string[]) => readonly string[]]>(
    [
      [
        "shows the roster from before it to one who has seen it",
        "rollback",
        (all) => all.slice(0, all.findIndex(isRemoval)),
      ],
      [
        "leaves it out",
        "roster",
        (all) => [...all.filter((it) => !isRemoval(it)), ...all.filter(isOfType("genesis"))],
      ],
      [
        "shows an older change once more behind it",
        "roster",
        (all) => [...all, all.find(isOfType("change")) ?? ""],
      ],
      [
        "shows the removed one's own join once more behind it",
        "roster",
        (all) => [...all, all.find(isOfType("join")) ?? ""],
      ],
      [
        "drops the statement before it",
        "roster",
        (all) => all.filter((_, i) => i + 1 !== all.findIndex(isRemoval)),
      ],
      [
        "swaps it with the statement before it",
        "roster",
        (all) => {
          const at = all.findIndex(isRemoval);
          return [
            ...all.slice(0, at - 1),
            ...all.slice(at - 1, at + 1).reverse(),
            ...all.slice(at + 1),
          ];
        },
      ],
    ],
  )("%s", async (_, kind, change) => {
    const { closed } = await closedOnReturn(change);
    expect(closed).toMatchObject({ reason: "dishonest_broker", alarm: { kind } });
  });

  it("serves a frame that the removed one seals with all its keys", async () => {
    const party = await aParty();
    const { host, ben, cleo, wire } = party;
    await host.members.remove(ben.self.id);
    await until(cleo, () => cleo.epoch === host.epoch);
    const refused = cleo.once("refused");
    lie(wire, isChannel, injecting(await aFrameOfBen(party, 666)));
    expect(await refused).toMatchObject({ reason: "not_a_member" });
    expect(cleo.get()).toBe(1);
  });

  it("serves a frame of an old epoch once more", async () => {
    const { host, ben, cleo, wire } = await aParty();
    await host.set(2);
    let old = "";
    lie(wire, isChannel, (answer) => {
      const frames = answer.frames as { frame: string }[];
      old = frames.at(-1)?.frame ?? old;
      return answer;
    });
    await host.set(3);
    await until(cleo, () => cleo.get() === 3);
    await host.members.remove(ben.self.id);
    await until(cleo, () => cleo.epoch === host.epoch);
    const refused = cleo.once("refused");
    lie(wire, isChannel, injecting(old));
    expect(await refused).toMatchObject({ reason: "epoch" });
    expect(cleo.get()).toBe(3);
  });

  it("hides it from one member, who takes nothing of the others then, and is told", async () => {
    const { host, ben, cleo, wire } = await aParty();
    const size = await sizeOfLog(wire, host);
    wire.onAnswer = (sent, answer) =>
      isMembers(sent)
        ? { ...answer, size, statements: [] }
        : { ...answer, ...(isChannel(sent) && { size }) };
    const refused = cleo.once("refused");
    await host.members.remove(ben.self.id);
    await host.set(4);
    expect(await refused).toMatchObject({ reason: "epoch" });
    expect(cleo.get()).toBe(1);
  });
});

/** Entries in the log, as Cleo's next read says. */
async function sizeOfLog(wire: Wire, host: Session<number>): Promise<number> {
  const answered = new Promise<number>((resolve) => {
    wire.onAnswer = (sent, answer) => {
      if (isChannel(sent)) {
        resolve(Number(answer.size));
      }
      return answer;
    };
  });
  await host.set(1);
  return answered;
}

describe("a new key", () => {
  it("that the broker swapped is not used, and the one that the host made is, later", async () => {
    const { host, ben, cleo, wire } = await aParty();
    const { epoch } = cleo;
    const lied = new Promise<void>((resolve) => {
      lie(wire, isMembers, (answer) => {
        const wraps = answer.wraps as { epoch: number; wrap: string }[];
        const [other] = wraps;
        if (wraps.some((it) => it.epoch > epoch)) {
          resolve();
        }
        return {
          ...answer,
          wraps: wraps.map((it) => (it.epoch > epoch ? { ...it, wrap: other?.wrap } : it)),
        };
      });
    });
    const removal = await host.members.remove(ben.self.id);
    await lied;
    const write = cleo.set(5);
    expect(removal.unconfirmed).toEqual([cleo.self.id]);
    wire.onAnswer = (_, answer) => answer;
    // Clients ask for their wraps when the log has grown.
    await anInvite(host);
    await write;
    await removal.whenConfirmed();
    expect(cleo.closed).toBeNull();
    await until(host, () => host.get() === 5);
  });
});
