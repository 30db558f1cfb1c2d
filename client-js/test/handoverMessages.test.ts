import { describe, expect, it } from "vitest";

import { type Belongings, openBelongings, sealBelongings } from "../src/belongings.js";
import { randomEpochKey } from "../src/epochKey.js";
import {
  decodeAnswer,
  decodeGift,
  decodeNonce,
  decodeOffer,
  encodeAnswer,
  encodeGift,
  encodeNonce,
  encodeOffer,
  openSlot,
  sealSlot,
} from "../src/handoverMessages.js";
import { HandoverSecret } from "../src/handoverSecret.js";
import { generateDeviceKeys, publicKeysOf } from "../src/deviceKeys.js";
import { OpenError } from "../src/openError.js";
import { aDevice, anEmptyLog, bytes } from "./sessionLog.js";

const APP = "https://app.example/j";

async function aSecret(fill = 3): Promise<HandoverSecret> {
  return new HandoverSecret((await anEmptyLog()).sid, bytes(16, fill));
}

describe("the link of a hand-over", () => {
  it("is read as it was written", async () => {
    const secret = await aSecret();
    const link = secret.exposeLink(APP);
    expect(link).toMatch(/^https:\/\/app\.example\/j#m1\.[\w-]{27}\.[\w-]{22}\.[\w-]{4}$/);
    const read = HandoverSecret.ofLink(` <${link}>. `);
    expect(read.sid).toBe(secret.sid);
    expect(await read.rendezvousId()).toBe(await secret.rendezvousId());
  });

  it("says nothing of itself where it is printed", async () => {
    const secret = await aSecret();
    expect(JSON.stringify(secret) + String(secret)).not.toContain("AwMDAw");
  });

  it.each<readonly [what: string, code: string, change: (link: string) => string]>([
    ["cut", "link_incomplete", (link) => link.slice(0, -3)],
    ["changed", "link_damaged", (link) => link.replace("AwMD", "AwMA")],
    ["of an invite", "link_foreign", (link) => link.replace("#m1.", "#1.")],
    ["rewritten", "link_rewritten", (link) => link.replace("#", "%23")],
  ])("is refused when it is %s", async (_, code, change) => {
    const link = (await aSecret()).exposeLink(APP);
    expect(() => HandoverSecret.ofLink(change(link))).toThrow(expect.objectContaining({ code }));
  });

  it("makes another place for another session and for another secret", async () => {
    const here = await aSecret();
    const there = await aSecret(4);
    expect(await there.rendezvousId()).not.toBe(await here.rendezvousId());
  });
});

describe("a slot", () => {
  it("opens in its place under its link alone", async () => {
    const secret = await aSecret();
    const key = await secret.key();
    const sealed = await sealSlot(key, secret.sid, 1, bytes(5, 7));
    expect(await openSlot(key, secret.sid, 1, sealed)).toEqual(bytes(5, 7));
    await expect(openSlot(key, secret.sid, 2, sealed)).rejects.toBeInstanceOf(OpenError);
    const other = await (await aSecret(4)).key();
    await expect(openSlot(other, secret.sid, 1, sealed)).rejects.toBeInstanceOf(OpenError);
  });

  it("holds each message as it was said", async () => {
    const { signingKey, wrapKey } = await aDevice(1);
    const offer = { signingKey, wrapKey, device: "Phone", commitment: bytes(32, 1) };
    expect(decodeOffer(encodeOffer(offer))).toEqual(offer);
    const answer = { signingKey, nonce: bytes(16, 2) };
    expect(decodeAnswer(encodeAnswer(answer))).toEqual(answer);
    expect(decodeNonce(encodeNonce(answer.nonce))).toEqual(answer.nonce);
    const gift = { move: "a.b.c", belongings: bytes(9, 3) };
    expect(decodeGift(encodeGift(gift))).toEqual(gift);
    expect(decodeGift(encodeGift(null))).toBeNull();
  });

  it("is large enough for all that a member may have", async () => {
    const secret = await aSecret();
    const { signingKey, wrapKey } = await aDevice(1);
    const device = "\u0001".repeat(256);
    const offer = encodeOffer({ signingKey, wrapKey, device, commitment: bytes(32, 1) });
    const sealedOffer = await sealSlot(await secret.key(), secret.sid, 0, offer);
    expect(sealedOffer.length).toBeLessThanOrEqual(4096);
    const { sealed } = await someBelongings(300);
    const gift = encodeGift({ move: "x".repeat(2600), belongings: sealed });
    const slot = await sealSlot(await secret.key(), secret.sid, 3, gift);
    expect(slot.length).toBeLessThanOrEqual(16_384);
  });
});

describe("belongings", () => {
  it("open for the pair of devices that they pass between", async () => {
    const { place, keys, belongings, sealed } = await someBelongings(2);
    const opened = await openBelongings(place, keys.wrapKey, sealed);
    expect([...opened.epochKeys.keys()]).toEqual([...belongings.epochKeys.keys()]);
    expect(opened).toMatchObject({ via: "genesis", title: belongings.title, role: "host" });
    const from = (await aDevice(2)).signingKey;
    await expect(openBelongings({ ...place, from }, keys.wrapKey, sealed)).rejects.toBeInstanceOf(
      OpenError,
    );
  });

  it("are the newest keys, if there are too many", async () => {
    const { place, keys, sealed } = await someBelongings(300);
    const epochs = [...(await openBelongings(place, keys.wrapKey, sealed)).epochKeys.keys()];
    expect(epochs).toHaveLength(96);
    expect([epochs[0], epochs.at(-1)]).toEqual([205, 300]);
  });
});

async function someBelongings(epochs: number): Promise<{
  place: Parameters<typeof sealBelongings>[0];
  keys: Awaited<ReturnType<typeof generateDeviceKeys>>;
  belongings: Belongings;
  sealed: Awaited<ReturnType<typeof sealBelongings>>;
}> {
  const { sid, host } = await anEmptyLog();
  const keys = await generateDeviceKeys();
  const place = { sid, from: host.signingKey, recipient: publicKeysOf(keys) };
  const belongings: Belongings = {
    via: "genesis",
    hostKey: host.signingKey,
    displayName: "Ana".repeat(85),
    title: "Roadmap".repeat(36),
    role: "host",
    epochKeys: new Map(
      Array.from({ length: epochs }, (_, i) => [i + 1, randomEpochKey()] as const),
    ),
  };
  return { place, keys, belongings, sealed: await sealBelongings(place, belongings) };
}
