import { describe, expect, it } from "vitest";

import { utf8 } from "../src/bytes.js";
import { openDevice } from "../src/device.js";
import { openDeviceVault } from "../src/deviceVault.js";
import { randomEpochKey } from "../src/epochKey.js";
import { parseInviteId } from "../src/inviteId.js";
import { deriveMemberId } from "../src/memberId.js";
import { storeMembership, type StoredMembership } from "../src/membership.js";
import { MemoryStore } from "../src/memoryStore.js";
import { deriveSessionId } from "../src/sessionId.js";
import { generateSigningKey } from "../src/signingKey.js";
import { WatermarkStore } from "../src/watermarks.js";
import { generateWrapKey } from "../src/wrapKey.js";
import { bytes } from "./sessionLog.js";

const INVITE = parseInviteId("AAAAAAAAAAAAAAAAAAAAAA");

async function aMembership(): Promise<{
  store: MemoryStore;
  stored: StoredMembership;
  device: Awaited<ReturnType<typeof openDevice>>;
}> {
  const store = new MemoryStore();
  const device = await openDevice({ storage: store });
  const signingKey = await generateSigningKey();
  const wrapKey = await generateWrapKey();
  const facts = {
    sid: await deriveSessionId(signingKey.publicKey, bytes(16, 1)),
    mid: await deriveMemberId(signingKey.publicKey),
    via: INVITE,
    joining: false,
    inviteToken: null,
    waitingSince: null,
    origin: "https://broker.example",
    hostKey: signingKey.publicKey,
    displayName: "Ben",
    title: "Roadmap",
    role: "editor" as const,
    lastUsedAt: 1,
  };
  const stored = await storeMembership(device.vault, facts, signingKey, wrapKey);
  await device.memberships.keep(stored);
  return { store, stored, device };
}

describe("a device", () => {
  it("without IndexedDB says that nothing outlives the page", async () => {
    const { storage } = await openDevice({});
    expect(storage).toEqual({ kind: "memory", persistent: false });
  });

  it("keeps a membership's keys in a form that only it opens", async () => {
    const { store, stored, device } = await aMembership();
    const membership = await device.memberships.restore(stored);
    await device.memberships.addEpochKey(membership, { epoch: 1, at: 5 }, randomEpochKey());
    const values = (await store.entries("")).map(([, value]) => value);
    expect(values).toHaveLength(2);
    for (const key of values.flatMap(deepValues).filter((it) => it instanceof CryptoKey)) {
      expect(key.extractable).toBe(false);
    }
    const seed = membership.wrapKey.exposeSeed();
    const kept = values.flatMap(deepValues).filter((it) => it instanceof Uint8Array);
    expect(kept.length).toBeGreaterThan(4);
    expect(kept).not.toContainEqual(seed);
  });

  it("restores the same keys", async () => {
    const { stored, device } = await aMembership();
    const epochKey = randomEpochKey();
    const first = await device.memberships.restore(stored);
    await device.memberships.addEpochKey(first, { epoch: 3, at: 5 }, epochKey);
    const [kept] = await device.memberships.of(stored.sid);
    const again = await device.memberships.restore(kept ?? stored);
    expect(again.publicKeys).toEqual(first.publicKeys);
    expect(again.wrapKey.exposeSeed()).toEqual(first.wrapKey.exposeSeed());
    expect(again.epochKeys.get(3)?.exposeBytes()).toEqual(epochKey.exposeBytes());
  });

  it("has one membership by one invite, the one that was kept first", async () => {
    const { stored, device } = await aMembership();
    const other = await aMembership();
    const kept = await device.memberships.keep({ ...other.stored, sid: stored.sid });
    expect(kept.mid).toBe(stored.mid);
  });

  it("does not bring back what it forgot when a late answer changes it", async () => {
    const { store, stored, device } = await aMembership();
    await device.keptLinks.keep(stored.sid, INVITE, "https://app.example/#1.x");
    await device.memberships.forget(stored.sid);
    await device.memberships.change(stored, { title: "Late" });
    expect((await store.entries("")).map(([key]) => key)).toEqual(["vault"]);
  });

  it("shows a kept link again, and seals it", async () => {
    const { store, stored, device } = await aMembership();
    const link = "https://app.example/#1.secret";
    await device.keptLinks.keep(stored.sid, INVITE, link);
    expect(await device.keptLinks.find(stored.sid, INVITE)).toBe(link);
    const [entry] = await store.entries("link/");
    expect(deepValues(entry?.[1])).not.toContainEqual(utf8(link));
    await device.keptLinks.drop(stored.sid, INVITE);
    expect(await device.keptLinks.find(stored.sid, INVITE)).toBeUndefined();
  });
});

describe("a store that fails", () => {
  it("is told by one code, whatever it says", async () => {
    const full = new DOMException("full", "QuotaExceededError");
    const store = new MemoryStore();
    const { memberships } = await openDevice({ storage: store });
    store.update = () => Promise.reject(full);
    store.entries = () => Promise.reject(full);
    const { stored } = await aMembership();
    const failure = { code: "storage_failed", cause: full };
    await expect(memberships.all()).rejects.toMatchObject(failure);
    await expect(memberships.keep(stored)).rejects.toMatchObject(failure);
    await expect(memberships.change(stored, {})).rejects.toMatchObject(failure);
  });
});

describe("a vault", () => {
  it("opens what it sealed at the same place only", async () => {
    const vault = await openDeviceVault(new MemoryStore());
    const sealed = await vault.seal("here", utf8("text"));
    expect(await vault.open("here", sealed)).toEqual(utf8("text"));
    await expect(vault.open("there", sealed)).rejects.toThrow();
  });

  it("is the same for two tabs that open it at once", async () => {
    const store = new MemoryStore();
    const [first, second] = await Promise.all([openDeviceVault(store), openDeviceVault(store)]);
    expect(await second.open("x", await first.seal("x", utf8("text")))).toEqual(utf8("text"));
  });
});

describe("what a device has seen", () => {
  it("only rises, position by position", async () => {
    const { store, stored } = await aMembership();
    const watermarks = new WatermarkStore(store, stored.sid);
    const mark = (position: number): { position: number; hash: Uint8Array<ArrayBuffer> } => ({
      position,
      hash: bytes(32, position),
    });
    await watermarks.raise({ log: mark(3), channels: { 0: mark(5) } });
    await watermarks.raise({ log: mark(2), channels: { 0: mark(6), 1: mark(1) } });
    await watermarks.raise({ log: null, channels: {} });
    expect(await watermarks.load()).toEqual({
      log: mark(3),
      channels: { 0: mark(6), 1: mark(1) },
    });
  });
});

/** Every value in a structure, at any depth. */
function deepValues(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) {
    return [value];
  }
  return value instanceof Uint8Array || value instanceof CryptoKey
    ? [value]
    : Object.values(value).flatMap(deepValues);
}
