import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type Channel, createClient, type Session } from "../../src/index.js";
import { type BrokerProcess, freePort, startBroker } from "./brokerProcess.js";
import { aDevice, anInvite, until } from "./people.js";
import { Sockets } from "./sockets.js";

/** `LATCHKEY_KILLS=50 npx vitest run --project broker test/broker/kill.test.ts` does it 50 times. */
const KILLS = Number(process.env.LATCHKEY_KILLS ?? 3);
const SECONDS_PER_KILL = 30;
const WRITERS = 3;
/** How many writes of one member wait for their acknowledgement. */
const UNDER_WAY = 8;

let folder = "";
let url = "";
let broker: BrokerProcess;

/** Always the same broker: its data and its address stay. */
function start(): Promise<BrokerProcess> {
  return startBroker({
    LATCHKEY_LISTEN: new URL(url).host,
    LATCHKEY_PUBLIC_URL: url,
    LATCHKEY_STORE: "sqlite:",
    LATCHKEY_DATA_DIR: folder,
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-kill-"));
  url = `http://127.0.0.1:${String(await freePort())}`;
  broker = await start();
});

afterAll(async () => {
  await broker.stop();
  await rm(folder, { recursive: true, force: true });
});

const client = (): ReturnType<typeof createClient> =>
  createClient({
    brokerUrl: url,
    storage: aDevice(),
    WebSocketPolyfill: new Sockets().WebSocket,
    maxBackoffTime: 100,
  });

async function members(): Promise<readonly Session[]> {
  const host = await client().createSession({ displayName: "Ana", title: "Roadmap" });
  const invite = await anInvite(host, { maxUses: WRITERS - 1 });
  const guests = Array.from({ length: WRITERS - 1 }, () =>
    client().join(invite.link, { displayName: "Ben" }),
  );
  return [host, ...(await Promise.all(guests))];
}

/** Writes numbers until it is told to stop, and notes which of them were acknowledged. */
class Load {
  readonly acknowledged: string[] = [];
  readonly #channel: Channel;
  readonly #name: string;
  readonly #lanes: Promise<void>[];
  #number = 0;
  #stopped = false;

  constructor(channel: Channel, name: string) {
    this.#channel = channel;
    this.#name = name;
    this.#lanes = Array.from({ length: UNDER_WAY }, () => this.#write());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#lanes);
  }

  async #write(): Promise<void> {
    while (!this.#stopped) {
      this.#number += 1;
      const entry = `${this.#name}/${String(this.#number)}`;
      await this.#channel.append(new TextEncoder().encode(entry));
      this.acknowledged.push(entry);
    }
  }
}

const written = (channel: Channel): readonly string[] =>
  channel.entries.map(({ payload }) => new TextDecoder().decode(payload));

describe("a broker that ends under load", () => {
  it.each([
    { how: "killed", signal: "SIGKILL", code: null },
    { how: "stopped", signal: "SIGTERM", code: 0 },
  ] as const)(
    `loses, doubles and forks nothing, $how ${String(KILLS)} times, and nobody has to reload`,
    { timeout: KILLS * SECONDS_PER_KILL * 1000 },
    async ({ how, signal, code }) => {
      const sessions = await members();
      const alarms: string[] = [];
      sessions.forEach((session) => session.on("alarm", ({ message }) => alarms.push(message)));
      const channels = sessions.map((session) => session.channel());
      const loads = channels.map((channel, i) => new Load(channel, String(i)));
      for (let kill = 1; kill <= KILLS; kill++) {
        const before = loads.map(({ acknowledged }) => acknowledged.length);
        await Promise.all(channels.map((channel) => untilGrown(channel)));
        expect(await broker.end(signal)).toBe(code);
        broker = await start();
        await Promise.all(sessions.map((session) => until(session, () => session.synced)));
        await Promise.all(channels.map((channel) => untilGrown(channel)));
        loads.forEach(({ acknowledged }, i) => {
          expect(acknowledged.length).toBeGreaterThan(before[i] ?? 0);
        });
      }
      await Promise.all(loads.map((load) => load.stop()));
      const acknowledged = loads.flatMap((load) => load.acknowledged);
      await Promise.all(channels.map((channel) => untilRead(channel, acknowledged.length)));
      const [first = [], ...others] = channels.map(written);
      expect(new Set(first).size, "each entry once").toBe(first.length);
      expect([...first].sort()).toEqual([...acknowledged].sort());
      expect(others).toEqual(others.map(() => first));
      expect(alarms).toEqual([]);
      process.stdout.write(
        `${how} ${String(KILLS)} times, ${String(acknowledged.length)} writes\n`,
      );
    },
  );
});

/** Resolves when there are some entries more. */
function untilGrown(channel: Channel): Promise<void> {
  return untilRead(channel, channel.entries.length + 20);
}

async function untilRead(channel: Channel, count: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const off = channel.on("entry", check);
    check();

    function check(): void {
      if (channel.entries.length >= count) {
        off();
        resolve();
      }
    }
  });
}
