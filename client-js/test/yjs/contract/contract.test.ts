import { afterEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";

import { SessionProvider } from "../../../src/yjs.js";
import { MemoryBroker } from "../../../src/testing/memoryBroker.js";
import { MemoryWorld } from "./memoryWorld.js";
import { OracleWorld } from "./oracleWorld.js";
import { play } from "./script.js";
import { seed } from "../seed.js";
import { traceOf, withoutFailedTries } from "./trace.js";
import type { RemovingWorld, SharedProvider } from "./world.js";

// The oracle is y-websocket 3.1.0 with @y/websocket-server: what it does is right.

const SCRIPTS = 6;
const worlds: RemovingWorld[] = [];

async function bothWorlds(): Promise<readonly [RemovingWorld, RemovingWorld]> {
  const both = [await OracleWorld.start(), new MemoryWorld()] as const;
  worlds.push(...both);
  return both;
}

afterEach(async () => {
  for (const world of worlds.splice(0)) {
    await world.stop();
  }
});

describe(`what y-websocket does, with LATCHKEY_SEED=${String(seed)}`, () => {
  for (let script = 0; script < SCRIPTS; script++) {
    it(`is done with the same edits, drops and delays (script ${String(script)})`, async () => {
      const [oracle, own] = await bothWorlds();
      const expected = await play(oracle, seed + script);
      const outcome = await play(own, seed + script);
      expect(outcome.contents).toEqual(outcome.contents.map(() => expected.contents[0]));
      expect(outcome.contents).toEqual(expected.contents);
      expect(outcome.traces.map(withoutFailedTries)).toEqual(
        expected.traces.map(withoutFailedTries),
      );
      expect(outcome.traces.flat().length).toBeGreaterThan(0);
    });
  }
});

type Act = (world: RemovingWorld, provider: SharedProvider) => Promise<void> | void;

describe("what is told", () => {
  const acts: Readonly<Record<string, Act>> = {
    "when it connects": () => undefined,
    "when it disconnects": (_world, provider) => {
      provider.disconnect();
    },
    "when it connects again": async (world, provider) => {
      provider.disconnect();
      provider.connect();
      await world.quiet([1]);
    },
    "when the connection is lost and comes back": async (world) => {
      await world.cut(1);
      await world.reach(1);
      await world.quiet([1]);
    },
    "when the member is removed": (world) => world.remove(1),
    "when it is destroyed": (_world, provider) => {
      provider.destroy();
    },
  };
  for (const [when, act] of Object.entries(acts)) {
    it(`${when} is told in the order of y-websocket`, async () => {
      const traces: string[][] = [];
      for (const world of await bothWorlds()) {
        const provider = await world.add(1, new Y.Doc());
        const trace = traceOf(provider);
        provider.connect();
        await world.quiet([1]);
        await act(world, provider);
        traces.push(withoutFailedTries(trace));
      }
      expect(traces[0]?.length).toBeGreaterThanOrEqual(3);
      expect(traces[1]).toEqual(traces[0]);
    });
  }

  it("lets who hears that it is closed connect again, in vain if the session is over", async () => {
    const [, own] = await bothWorlds();
    const provider = await own.add(1, new Y.Doc());
    const trace = traceOf(provider);
    provider.on("closed", () => {
      provider.connect();
    });
    provider.connect();
    await own.quiet([1]);
    await own.remove(1);
    await own.quiet([]);
    expect(trace.at(-1)).toBe("closed 4403 true");
  });
});

/** Of its protocol or for itself alone. */
const INTERNAL = ["messageHandlers", "wsLastMessageReceived"];

describe("the surface of y-websocket", () => {
  it("is here, with values of the same kinds", async () => {
    const [oracle, own] = await bothWorlds();
    const theirs = (await oracle.add(1, new Y.Doc())) as unknown as Record<string, unknown>;
    const ours = (await own.add(1, new Y.Doc())) as unknown as Record<string, unknown>;
    const fields = [
      ...Object.keys(theirs).filter((name) => !name.startsWith("_") && !INTERNAL.includes(name)),
      ...Object.getOwnPropertyNames(Object.getPrototypeOf(theirs)),
    ];
    expect(fields.length).toBeGreaterThan(20);
    const kinds = (of: Record<string, unknown>): string[] =>
      fields.map((name) => `${name}: ${of[name] === null ? "null" : typeof of[name]}`);
    expect(kinds(ours)).toEqual(kinds(theirs));
  });

  it("takes its arguments, with a session or the promise of one", async () => {
    const broker = new MemoryBroker();
    const doc = new Y.Doc();
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const provider = new SessionProvider("wss://example.org//", "room", doc, {
      session: Promise.resolve(broker.join("Ana")),
      params: { token: "secret" },
      disableBc: true,
    });
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
    expect(provider.serverUrl).toBe("wss://example.org");
    expect(provider.url).toBe("wss://example.org/room");
    expect(provider.wsconnecting).toBe(true);
    doc.getText("text").insert(0, "early");
    await provider.whenSynced;
    await vi.waitFor(() => {
      expect(broker.log("room").entries).toHaveLength(1);
      expect(provider.hasUnsyncedChanges).toBe(false);
    });
    provider.destroy();
  });

  it("is closed when no session comes", async () => {
    const provider = new SessionProvider("", "room", new Y.Doc(), {
      session: Promise.reject(new Error("no such link")),
    });
    const trace = traceOf(provider);
    await vi.waitFor(() => {
      expect(trace).toEqual(["error error true", "close 4401 true", "closed 4401 true"]);
    });
  });
});
