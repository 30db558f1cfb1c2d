import * as encoding from "lib0/encoding";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";

import { encodeStates } from "../../src/yjs/verifiedStates.js";
import { aPage, type Page, settled } from "./clients.js";
import { MemoryBroker } from "../../src/testing/memoryBroker.js";
import type { MemorySession } from "../../src/testing/memorySession.js";

const states = ({ provider }: Page): unknown[] => [...provider.awareness.getStates().values()];
const stateOf = (page: Page, other: Page): unknown =>
  page.provider.awareness.getStates().get(other.doc.clientID);

/** A page of somebody who says something of itself; y-protocols shows nobody else. */
function aPageOf(session: MemorySession): Page {
  const page = aPage(session);
  page.provider.awareness.setLocalState({ here: true });
  return page;
}

async function aPair(): Promise<{ broker: MemoryBroker; ana: Page; ben: Page }> {
  const broker = new MemoryBroker();
  const ana = aPageOf(broker.join("Ana", "host"));
  const ben = aPageOf(broker.join("Ben"));
  await settled();
  return { broker, ana, ben };
}

/** A message as a provider sends it, with what it likes in it. */
function claim(client: number, state: unknown, clock = 1_000): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint8Array(encoder, encodeStates([{ client, clock, state }]));
  });
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "Date"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Until what was held back to be sent together is sent. */
async function sent(): Promise<void> {
  await settled();
  vi.advanceTimersByTime(50);
  await settled();
}

describe("awareness", () => {
  it("shows who is there at once, also to who comes later", async () => {
    const { broker, ana, ben } = await aPair();
    ana.provider.awareness.setLocalStateField("cursor", 7);
    await sent();
    const late = aPageOf(broker.join("Claire"));
    await sent();
    expect(stateOf(ben, ana)).toMatchObject({ cursor: 7, user: { name: "Ana" } });
    expect(stateOf(late, ana)).toMatchObject({ cursor: 7, user: { name: "Ana" } });
    expect(stateOf(ana, late)).toMatchObject({ user: { name: "Claire" } });
  });

  it("names the member who signed it, whatever it says itself", async () => {
    const { ana, ben } = await aPair();
    const user = { name: "Ana", id: ana.session.self.id, role: "host", color: "#f00" };
    ben.provider.awareness.setLocalState({ user });
    await sent();
    const { id } = ben.session.self;
    expect(stateOf(ana, ben)).toEqual({ user: { name: "Ben", id, role: "editor", color: "#f00" } });
  });

  it("changes the name with the member's", async () => {
    const { ana, ben } = await aPair();
    const changes: unknown[] = [];
    await sent();
    ana.provider.awareness.on("change", (change: unknown) => changes.push(change));
    ben.session.rename({ name: "Benjamin" });
    expect(stateOf(ana, ben)).toMatchObject({ user: { name: "Benjamin" } });
    expect(changes).toEqual([{ added: [], updated: [ben.doc.clientID], removed: [] }]);
  });

  it("ignores a member who speaks for the client of another, or for this one", async () => {
    const { broker, ana, ben } = await aPair();
    const mallory = broker.join("Mallory");
    ben.provider.awareness.setLocalStateField("cursor", "his own");
    await sent();
    mallory.channel().send(claim(ben.doc.clientID, { cursor: "Mallory's" }));
    mallory.channel().send(claim(ben.doc.clientID, null));
    mallory.channel().send(claim(ana.doc.clientID, { cursor: "Mallory's" }));
    await sent();
    expect(stateOf(ana, ben)).toMatchObject({ cursor: "his own", user: { name: "Ben" } });
    expect(stateOf(ana, ana)).toEqual({ here: true });
  });

  it("lets a member have no more clients than it may have pages", async () => {
    const { broker, ana } = await aPair();
    const mallory = broker.join("Mallory");
    await sent();
    for (let client = 1; client <= 100; client++) {
      mallory.channel().send(claim(client, {}));
    }
    await sent();
    expect(states(ana).filter((it) => JSON.stringify(it).includes("Mallory"))).toHaveLength(16);
  });

  it("takes no harm from what is none", async () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const { broker, ana, ben } = await aPair();
    const mallory = broker.join("Mallory");
    await sent();
    const garbage = [[], [1], [1, 9, 9], [200], [1, 5, 1, 1, 1, 1, 0x7b], [3, 3, 3]];
    for (const bytes of garbage) {
      mallory.channel().send(new Uint8Array(bytes));
    }
    for (const state of [7, "text", [1], { user: "Ana" }, { user: null }]) {
      mallory.channel().send(claim(4711, state));
    }
    await sent();
    expect(warn).toHaveBeenCalledTimes(2);
    ben.provider.awareness.setLocalStateField("cursor", 1);
    await sent();
    expect(stateOf(ana, ben)).toMatchObject({ cursor: 1 });
    warn.mockRestore();
  });

  it("works for viewers", async () => {
    const { broker, ana } = await aPair();
    const viewer = aPageOf(broker.join("Claire", "viewer"));
    viewer.provider.awareness.setLocalStateField("cursor", 3);
    await sent();
    expect(stateOf(ana, viewer)).toMatchObject({ cursor: 3, user: { role: "viewer" } });
    expect(stateOf(viewer, ana)).toBeDefined();
  });

  it("forgets a member who is gone, and sees it again when it is back", async () => {
    const { ana, ben } = await aPair();
    await sent();
    ben.session.cut();
    expect(stateOf(ana, ben)).toBeUndefined();
    expect(states(ben)).toHaveLength(1);
    ben.session.reach();
    await sent();
    expect(stateOf(ana, ben)).toBeDefined();
    expect(stateOf(ben, ana)).toBeDefined();
  });

  it("forgets one page of a member when it is closed, and keeps the other", async () => {
    const { broker, ana, ben } = await aPair();
    const other = aPageOf(broker.join("Ben", "editor", ben.session.self.id));
    await sent();
    expect(states(ana)).toHaveLength(3);
    other.provider.destroy();
    await sent();
    expect(stateOf(ana, other)).toBeUndefined();
    expect(stateOf(ana, ben)).toBeDefined();
  });

  it("is sent again whenever y-protocols renews it, which it does every 15 s", async () => {
    const { ana, ben } = await aPair();
    await sent();
    const clock = (): number | undefined =>
      ben.provider.awareness.meta.get(ana.doc.clientID)?.clock;
    const before = clock() ?? NaN;
    ana.provider.awareness.setLocalState(ana.provider.awareness.getLocalState());
    await sent();
    expect(clock()).toBe(before + 1);
  });

  it("sends a cursor that moves a hundred times in a second some twenty times, and its end", async () => {
    const { ana, ben } = await aPair();
    await sent();
    const { sent: messages } = ana.session.channel();
    const before = messages.length;
    for (let at = 0; at < 100; at++) {
      ana.provider.awareness.setLocalStateField("cursor", at);
      await vi.advanceTimersByTimeAsync(10);
    }
    await sent();
    expect(stateOf(ben, ana)).toMatchObject({ cursor: 99 });
    expect(messages.length - before).toBeGreaterThan(10);
    expect(messages.length - before).toBeLessThan(30);
  });

  it("may be the application's own", async () => {
    const doc = new Y.Doc();
    const awareness = new Awareness(doc);
    const broker = new MemoryBroker();
    const { provider } = aPage(broker.join("Ana"), doc, { awareness });
    expect(provider.awareness).toBe(awareness);
    await settled();
  });
});
