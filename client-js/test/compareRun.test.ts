import { describe, expect, it } from "vitest";

import {
  type CompareMessage,
  decodeCompareMessage,
  encodeCompareMessage,
} from "../src/compareMessage.js";
import { type ComparedPair, CompareRun } from "../src/compareRun.js";
import { aDevice, aLogWithInvite, bytes, type Device } from "./sessionLog.js";

/** Two members, each with its own view of the other's keys. */
async function aPair(): Promise<{ ana: ComparedPair; ben: ComparedPair; eve: ComparedPair }> {
  const { log, invite } = await aLogWithInvite({ uses: 3 });
  const [ben, eve] = [await aDevice(2), await aDevice(3)];
  await log.take(log.join(invite, ben));
  await log.take(log.join(invite, eve));
  const pair = (self: Device, other: Device): ComparedPair => ({
    sid: log.sid,
    self: log.member(self),
    other: log.member(other),
  });
  return { ana: pair(log.host, ben), ben: pair(ben, log.host), eve: pair(eve, log.host) };
}

/** As it comes out of a frame at the other side. */
function sent(run: CompareRun): CompareMessage {
  const message = decodeCompareMessage(encodeCompareMessage(run.message));
  if (message === undefined) {
    throw new Error("not a message");
  }
  return message;
}

async function exchange(asking: CompareRun, asked: CompareRun): Promise<void> {
  await asking.hear(sent(asked));
  await asked.hear(sent(asking));
  await asking.hear(sent(asked));
}

describe("a comparison", () => {
  it("shows the same to both", async () => {
    const { ana, ben } = await aPair();
    const asking = await CompareRun.ask(ana);
    const asked = CompareRun.answer(ben, asking.message.asked);
    await exchange(asking, asked);
    expect(await asked.emoji).toEqual(await asking.emoji);
  });

  it("shows no nonce of the asking side before it has that of the other one", async () => {
    const { ana, ben } = await aPair();
    const asking = await CompareRun.ask(ana);
    expect(asking.message.askingNonce).toBeNull();
    const asked = CompareRun.answer(ben, asking.message.asked);
    expect(await asking.hear(sent(asked))).toBe(true);
    expect(asking.message.askingNonce).not.toBeNull();
  });

  it("shows nothing where the keys are others than the other side believes", async () => {
    const { ana, eve } = await aPair();
    const asking = await CompareRun.ask(ana);
    const asked = CompareRun.answer(eve, asking.message.asked);
    await asking.hear(sent(asked));
    await asked.hear(sent(asking));
    await expect(asked.emoji).rejects.toMatchObject({ code: "compare_failed" });
  });

  it("fails on a nonce that was not committed to", async () => {
    const { ana, ben } = await aPair();
    const asking = await CompareRun.ask(ana);
    const asked = CompareRun.answer(ben, asking.message.asked);
    await asking.hear(sent(asked));
    await asked.hear({ ...sent(asking), askingNonce: bytes(16, 7) });
    await expect(asked.emoji).rejects.toMatchObject({ code: "compare_failed" });
    expect(asked.message.over).toBe(true);
  });

  it("fails when the other side shows a second nonce", async () => {
    const { ana, ben } = await aPair();
    const asking = await CompareRun.ask(ana);
    await asking.hear(sent(CompareRun.answer(ben, asking.message.asked)));
    await asking.hear(sent(CompareRun.answer(ben, asking.message.asked)));
    await expect(asking.emoji).rejects.toMatchObject({ code: "compare_failed" });
    expect(asking.message.askingNonce).toBeNull();
  });

  it("is over on another page once one has taken part", async () => {
    const { ana, ben } = await aPair();
    const asking = await CompareRun.ask(ana);
    const page = CompareRun.answer(ben, asking.message.asked);
    const other = CompareRun.answer(ben, asking.message.asked);
    await asking.hear(sent(page));
    await other.hear(sent(asking));
    await expect(other.emoji).rejects.toMatchObject({ code: "aborted" });
    await page.hear(sent(asking));
    await asking.hear(sent(page));
    expect(await page.emoji).toEqual(await asking.emoji);
  });
});

describe("a message", () => {
  const form = {
    to: "A".repeat(22),
    asked: "A".repeat(43),
    askedNonce: null,
    askingNonce: null,
    over: false,
  };
  const encode = (compare: object): Uint8Array =>
    new TextEncoder().encode(JSON.stringify({ compare }));

  it("is read as it is written", () => {
    expect(decodeCompareMessage(encode(form))).toMatchObject({ to: form.to, over: false });
  });

  it.each<readonly [what: string, changed: object]>([
    ["a nonce of another size", { askedNonce: "AA" }],
    ["a commitment of another size", { asked: "AA" }],
    ["another member", { more: 1 }],
    ["no ID", { to: "x" }],
  ])("is none with %s", (_, changed) => {
    expect(decodeCompareMessage(encode({ ...form, ...changed }))).toBeUndefined();
  });
});
