import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { decodeBase64Url } from "../../src/base64Url.js";
import {
  type Alarm,
  type Client,
  type HostSession,
  type Session,
  createClient,
} from "../../src/index.js";
import { MemoryStore } from "../../src/memoryStore.js";
import { parseSessionId } from "../../src/sessionId.js";
import { type SigningKey, signingKeyFromSeed } from "../../src/signingKey.js";
import { ServedLedger } from "../servedLedger.js";
import { aDevice as aDeviceOfNumber } from "../sessionLog.js";
import { type BrokerProcess, startBroker } from "./brokerProcess.js";
import { aGuest, anInvite, until } from "./people.js";
import { Sockets } from "./sockets.js";

const HEARTBEAT_MS = 15_000;
const CHECKPOINT = 0x26;

let folder = "";
let broker: BrokerProcess;
/** The broker's own: nobody else could sign what it lies. */
let ledgerKey: SigningKey;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-ledger-"));
  broker = await startBroker({ LATCHKEY_STORE: "sqlite:", LATCHKEY_DATA_DIR: folder });
  const keys = JSON.parse(await readFile(join(folder, "keys.json"), "utf8")) as {
    readonly ledgerKeys: readonly { readonly key: string }[];
  };
  ledgerKey = await signingKeyFromSeed(decodeBase64Url(keys.ledgerKeys[0]?.key ?? ""));
});

afterAll(async () => {
  await broker.stop();
  await rm(folder, { recursive: true, force: true });
});

/** One client of the broker, to which it can show another ledger than it keeps. */
class Deceived {
  readonly sockets = new Sockets();
  readonly storage: MemoryStore;
  #shown: ServedLedger | undefined;

  constructor(storage = new MemoryStore()) {
    this.storage = storage;
    this.sockets.loses = (type) => type === CHECKPOINT && this.#shown !== undefined;
  }

  get client(): Client {
    return createClient({
      brokerUrl: broker.url,
      storage: this.storage,
      WebSocketPolyfill: this.sockets.WebSocket,
      fetch: this.#fetch,
      maxBackoffTime: 50,
    });
  }

  show(ledger: ServedLedger): void {
    this.#shown = ledger;
  }

  readonly #fetch: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const path = /\/ledger(?:\/(checkpoint|proof))?$/.exec(url.pathname);
    if (this.#shown === undefined || path === null) {
      return fetch(input, init);
    }
    return Response.json(await this.#answer(this.#shown, path[1], url.searchParams));
  };

  async #answer(
    shown: ServedLedger,
    what: string | undefined,
    query: URLSearchParams,
  ): Promise<object> {
    switch (what) {
      case "checkpoint":
        return { checkpoint: await shown.checkpoint() };
      case "proof": {
        const { hashes } = await shown.consistency(
          Number(query.get("from")),
          Number(query.get("to")),
        );
        return { hashes: hashes.map((hash) => Buffer.from(hash).toString("base64url")) };
      }
      default:
        return shown.page(Number(query.get("from")), Number(query.get("most")));
    }
  }
}

/** The ledger as the broker keeps it now, to be shown changed. */
async function copyOf(host: Session): Promise<ServedLedger> {
  const bundle = await (await host.ledger.export("bundle")).text();
  const copy = new ServedLedger({ origin: broker.url, sid: parseSessionId(host.id) }, ledgerKey);
  for (const line of bundle.trim().split("\n")) {
    const { kind, entry } = JSON.parse(line) as { readonly kind: string; readonly entry: string };
    if (kind === "entry") {
      copy.entries.push(entry);
    }
  }
  return copy;
}

function alarmsOf(session: Session): Alarm[] {
  const alarms: Alarm[] = [];
  session.ledger.onAlarm((alarm) => alarms.push(alarm));
  return alarms;
}

async function aHost(deceived: Deceived): Promise<HostSession> {
  return deceived.client.createSession({ displayName: "Ana", title: "Roadmap" });
}

function indexOf({ entries }: ServedLedger, type: string): number {
  return entries.findIndex((entry) => entry.includes(`"type":"${type}"`));
}

describe("a broker that shows two members different ledgers", () => {
  it("alarms both within one heartbeat, with what it signed for each", async () => {
    const host = await aHost(new Deceived());
    const deceived = new Deceived();
    const guest = await aGuest(host, {}, deceived.client);
    await until(guest, () => guest.status === "connected" && guest.synced);
    const alarms = { host: alarmsOf(host), guest: alarmsOf(guest) };
    const fork = await copyOf(host);
    fork.connect(guest.self.id);
    fork.connect(guest.self.id);
    deceived.show(fork);
    const begun = performance.now();
    await anInvite(host);
    await expect
      .poll(() => [alarms.host.length, alarms.guest.length], { timeout: 2 * HEARTBEAT_MS })
      .toEqual([1, 1]);
    const tookMs = Math.round(performance.now() - begun);
    console.log(`split view: both alarmed after ${String(tookMs)} ms`);
    expect(tookMs).toBeLessThan(HEARTBEAT_MS + 3_000);
    for (const { kind, evidence } of [...alarms.host, ...alarms.guest]) {
      const notes = evidence.filter((it) => typeof it === "string" && it.includes("\n\n— "));
      expect([kind, new Set(notes).size]).toEqual(["ledger", 2]);
    }
    expect([host.closed, guest.closed]).toEqual([null, null]);
  }, 90_000);
});

describe("a host is not taken in by a ledger that", () => {
  const lies: readonly (readonly [what: string, lie: (ledger: ServedLedger) => Promise<void>])[] = [
    [
      "leaves out a join",
      (ledger) => {
        ledger.entries.splice(indexOf(ledger, "member.joined"), 1);
        return Promise.resolve();
      },
    ],
    [
      "has a join that nobody signed",
      async (ledger) => {
        const { mid: actor } = await aDeviceOfNumber(9);
        const joined = ledger.entries[indexOf(ledger, "member.joined")] ?? "";
        const { object, log } = JSON.parse(joined) as { object: string; log: number };
        const act = { type: "member.joined", actor, object, outcome: "editor" } as const;
        ledger.enter(act, { log: log + 1, statement: new Uint8Array(32) });
      },
    ],
  ];

  it.each(lies)("%s", async (_, lie) => {
    const deceived = new Deceived();
    const other = new Deceived();
    const host = await aHost(deceived);
    const { link } = await anInvite(host, { role: "host" });
    host.disconnect();
    const second = await other.client.join(link, { displayName: "Bea" });
    const shown = await copyOf(second);
    await lie(shown);
    deceived.show(shown);
    host.connect();
    await until(host, () => host.closed !== null);
    expect(host.closed).toMatchObject({ reason: "dishonest_broker", alarm: { kind: "ledger" } });
  });
});

describe("a device that has verified a checkpoint is not taken in by", () => {
  const lies: readonly (readonly [
    what: string,
    lie: (ledger: ServedLedger) => Promise<ServedLedger>,
  ])[] = [
    ["a ledger that was rolled back", (ledger) => Promise.resolve(ledger.fork(1))],
    [
      "a checkpoint by another key",
      async (ledger) => {
        const { key } = await aDeviceOfNumber(9);
        ledger.checkpoint = () => ledger.note(ledger.size, key);
        return ledger;
      },
    ],
    [
      "a ledger that was written anew",
      (ledger) => {
        const last = ledger.entries.pop() ?? "";
        ledger.entries.push(last.replace(/"at":\d+/, '"at":1764599999999999'), last);
        return Promise.resolve(ledger);
      },
    ],
  ];

  it.each(lies)("%s", async (_, lie) => {
    const host = await aHost(new Deceived());
    const deceived = new Deceived();
    const guest = await aGuest(host, {}, deceived.client);
    await expect.poll(() => guest.ledger.newest?.size ?? 0).toBeGreaterThan(1);
    const honest = await copyOf(host);
    guest.destroy();
    const later = new Deceived(deceived.storage);
    later.show(await lie(honest.fork(guest.ledger.newest?.size)));
    const again = await later.client.open(guest.id);
    if (again === null) {
      throw new Error("the device forgot the session");
    }
    await until(again, () => again.closed !== null);
    expect(again.closed).toMatchObject({ reason: "dishonest_broker", alarm: { kind: "ledger" } });
  });
});
