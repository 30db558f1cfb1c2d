import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

import { type BrokerProcess, runCommand, startBroker } from "./brokerProcess.js";
import { aClient, aSession, anInvite } from "./people.js";

/** The drill of docs/operations.md, "A key was stolen", with clients that are under way. */
describe("when a token key was stolen and replaced", () => {
  let folder: string;
  let settings: Record<string, string>;
  let broker: BrokerProcess;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "latchkey-keys-"));
    settings = { LATCHKEY_STORE: "memory:", LATCHKEY_KEYS_FILE: join(folder, "keys.json") };
    broker = await startBroker(settings);
  });

  afterAll(async () => {
    await broker.stop();
    await rm(folder, { recursive: true });
  });

  async function replaceTokenKey(): Promise<void> {
    const before = await keysOf(broker);
    await runCommand(settings, "keys", "rotate", "token", "--stolen");
    await vi.waitFor(async () => {
      expect(await keysOf(broker)).not.toBe(before);
    }, 10_000);
  }

  it("lets members go on, and whoever was about to join", async () => {
    const options = { brokerUrl: broker.url };
    const host = await aSession(aClient(options));
    const { link } = await anInvite(host);
    const guests = aClient(options);
    await guests.previewInvite(link);

    await replaceTokenKey();

    await host.set({ still: "here" });
    const guest = await guests.join(link, { displayName: "Ben" });
    expect(guest.get()).toEqual({ still: "here" });
    await guest.set({ also: "here" });
  });
});

async function keysOf({ url }: BrokerProcess): Promise<string> {
  return (await fetch(`${url}/.well-known/jwks.json`)).text();
}
