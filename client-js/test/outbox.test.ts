import { describe, expect, it } from "vitest";

import { type Bytes, utf8 } from "../src/bytes.js";
import { openDeviceVault } from "../src/deviceVault.js";
import { MemoryStore } from "../src/memoryStore.js";
import { parseMemberId } from "../src/memberId.js";
import { type KeptWrite, Outbox } from "../src/outbox.js";
import { outboxPrefix } from "../src/outboxPrefix.js";
import { parseSessionId } from "../src/sessionId.js";

const member = {
  sid: parseSessionId("A".repeat(27)),
  mid: parseMemberId("A".repeat(22)),
};

async function aDevice(): Promise<{
  store: MemoryStore;
  open: () => Outbox;
}> {
  const store = new MemoryStore();
  const vault = await openDeviceVault(store);
  return { store, open: () => new Outbox(store, vault, member) };
}

function aWrite(text: string): KeptWrite {
  return { channel: "", kind: "append", payload: utf8(text), covers: undefined, sealed: undefined };
}

async function texts(outbox: Outbox): Promise<readonly string[]> {
  const taken = await outbox.takeOver();
  return taken.map(([, { payload }]) => new TextDecoder().decode(payload));
}

describe("the outbox", () => {
  it("gives the next page what the last one left, in its order, once", async () => {
    const { open } = await aDevice();
    const first = open();
    for (const text of ["a", "b", "c"]) {
      await first.keep(first.place(), aWrite(text));
    }
    await first.end();
    expect(await texts(open())).toEqual(["a", "b", "c"]);
    expect(await texts(open())).toEqual([]);
  });

  it("leaves alone what a page that is open has yet to send", async () => {
    const { open } = await aDevice();
    const first = open();
    await first.keep(first.place(), aWrite("a"));
    expect(await texts(open())).toEqual([]);
  });

  it("forgets what was acknowledged", async () => {
    const { open } = await aDevice();
    const first = open();
    const place = first.place();
    await first.keep(place, aWrite("a"));
    await first.drop(place);
    await first.end();
    expect(await texts(open())).toEqual([]);
  });

  it("keeps nothing any more once it was discarded", async () => {
    const { store, open } = await aDevice();
    const first = open();
    await first.keep(first.place(), aWrite("a"));
    await first.discard();
    await first.keep(first.place(), aWrite("b"));
    expect(await store.entries(outboxPrefix(member.sid))).toEqual([]);
  });

  it("shows nobody who reads the store what was written", async () => {
    const { store, open } = await aDevice();
    const outbox = open();
    await outbox.keep(outbox.place(), aWrite("a canary in the outbox"));
    const [[, kept] = ["", undefined]] = await store.entries(outboxPrefix(member.sid));
    const { payload } = kept as { readonly payload: { readonly ciphertext: Bytes } };
    expect(payload.ciphertext.length).toBeGreaterThan("a canary in the outbox".length);
    expect(new TextDecoder().decode(payload.ciphertext)).not.toContain("canary");
  });
});
