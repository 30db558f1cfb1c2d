import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { EMOJI } from "../src/emojiWords.js";
import { FormatError } from "../src/formatError.js";
import {
  comparisonCommitment,
  knockEmoji,
  type KnockParts,
  memberEmoji,
  type MemberParts,
} from "../src/shortAuthenticationString.js";
import { aDevice, aLog, bytes } from "./sessionLog.js";

describe("the emoji", () => {
  it("are the table of the format", () => {
    const format = readFileSync(new URL("../../crypto/FORMATS.md", import.meta.url), "utf8");
    const table = /emoji:begin.*?-->(.*?)<!-- emoji:end/s.exec(format)?.[1] ?? "";
    const rows = [...table.matchAll(/(\d+) (\S+) ([a-z]+)/g)];
    expect(rows.map(([, place]) => Number(place))).toEqual(EMOJI.map((_, place) => place));
    expect(rows.map(([, , symbol, name]) => ({ symbol, name }))).toEqual(EMOJI);
    expect(EMOJI).toHaveLength(64);
  });

  it("differ between a host and a joiner whatever differs", async () => {
    const { parts, other } = await aKnock();
    const changed: readonly Partial<KnockParts>[] = [
      {},
      { sid: other.sid },
      { host: other.host },
      { entry: other.entry },
      { nonce: other.nonce },
    ];
    const shown = changed.map(async (change) =>
      JSON.stringify(await knockEmoji({ ...parts, ...change })),
    );
    expect(new Set(await Promise.all(shown)).size).toBe(changed.length);
  });

  it("differ between two members whatever differs", async () => {
    const { parts, other } = await aKnock();
    const [asking, asked] = [parts.host, other.host];
    const whole: MemberParts = {
      sid: parts.sid,
      asking,
      asked,
      askingNonce: parts.nonce,
      askedNonce: other.nonce,
    };
    const changed: readonly Partial<MemberParts>[] = [
      {},
      { sid: other.sid },
      { asking: asked, asked: asking },
      { asking: (await aDevice(9)).signingKey },
      { asked: (await aDevice(9)).signingKey },
      { askingNonce: whole.askedNonce },
      { askedNonce: whole.askingNonce },
    ];
    const shown = changed.map(async (change) =>
      JSON.stringify(await memberEmoji({ ...whole, ...change })),
    );
    expect(new Set(await Promise.all(shown)).size).toBe(changed.length);
  });

  it.each([0, 15, 17])("are none for a nonce of %i bytes", async (size) => {
    const { parts, other } = await aKnock();
    const nonce = bytes(size, 1);
    const [asking, asked] = [parts.host, other.host];
    const members = { sid: parts.sid, asking, asked };
    for (const refused of [
      knockEmoji({ ...parts, nonce }),
      memberEmoji({ ...members, askingNonce: nonce, askedNonce: parts.nonce }),
      memberEmoji({ ...members, askingNonce: parts.nonce, askedNonce: nonce }),
      comparisonCommitment(parts.sid, asking, asked, nonce),
    ]) {
      await expect(refused).rejects.toBeInstanceOf(FormatError);
    }
  });
});

async function aKnock(): Promise<{ parts: KnockParts; other: KnockParts }> {
  const { sid } = await aLog();
  const [host, stranger] = [await aDevice(1), await aDevice(2)];
  const otherSid = stranger.mid.padEnd(27, "A") as typeof sid;
  return {
    parts: { sid, host: host.signingKey, entry: bytes(32, 1), nonce: bytes(16, 1) },
    other: { sid: otherSid, host: stranger.signingKey, entry: bytes(32, 2), nonce: bytes(16, 2) },
  };
}
