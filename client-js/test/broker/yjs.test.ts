import { afterEach, describe, expect, it } from "vitest";
import * as Y from "yjs";

import { BrokerWorld } from "../yjs/contract/brokerWorld.js";
import { OracleWorld } from "../yjs/contract/oracleWorld.js";
import { play } from "../yjs/contract/script.js";
import { traceOf, withoutFailedTries } from "../yjs/contract/trace.js";
import type { SharedProvider, World } from "../yjs/contract/world.js";
import { seed } from "../yjs/seed.js";

// As test/yjs/contract, with the real broker between the providers.

const SCRIPTS = 2;
const worlds: World[] = [];

async function bothWorlds(): Promise<readonly [World, World]> {
  const both = [await OracleWorld.start(), await BrokerWorld.start()] as const;
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
      expect(outcome.contents).toEqual(expected.contents);
      expect(outcome.traces.map(withoutFailedTries)).toEqual(
        expected.traces.map(withoutFailedTries),
      );
    }, 120_000);
  }

  const acts: Readonly<
    Record<string, (world: World, provider: SharedProvider) => Promise<void> | void>
  > = {
    disconnects: (_world, provider) => {
      provider.disconnect();
    },
    "loses the connection and finds it again": async (world) => {
      await world.cut(1);
      await world.reach(1);
      await world.quiet([1]);
    },
    "is destroyed": (_world, provider) => {
      provider.destroy();
    },
  };
  for (const [what, act] of Object.entries(acts)) {
    it(`is told in the same order when a provider ${what}`, async () => {
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
});
