import fc from "fast-check";
import { beforeAll, describe, expect, it, test } from "vitest";

import { concat, utf8 } from "../src/bytes.js";
import { commitment, EpochKey, randomEpochKey } from "../src/epochKey.js";
import { unwrapEpochKey, wrapEpochKey, type WrapPlace } from "../src/epochKeyWrap.js";
import { FormatError } from "../src/formatError.js";
import { open, seal } from "../src/hpkeWrap.js";
import { deriveInviteId } from "../src/inviteId.js";
import { OpenError } from "../src/openError.js";
import { type PublicKeys } from "../src/publicKeys.js";
import { openText, sealText, type TextPlace } from "../src/sealedText.js";
import { deriveSessionId } from "../src/sessionId.js";
import { generateSigningKey } from "../src/signingKey.js";
import {
  generateWrapKey,
  readWrapPublicKey,
  type WrapKey,
  wrapKeyFromSeed,
} from "../src/wrapKey.js";
import { fromHex } from "./hex.js";

describe("WrapKey", () => {
  let key: WrapKey;

  beforeAll(async () => {
    key = await generateWrapKey();
  });

  it("comes back from its seed", async () => {
    expect((await wrapKeyFromSeed(key.exposeSeed())).publicKey).toEqual(key.publicKey);
  });

  it("opens what was sealed to it, under the same info", async () => {
    const sealed = await seal(key.publicKey, utf8("info"), utf8("text"));
    expect(sealed).toHaveLength(1120 + 4 + 16);
    expect(await open(key, utf8("info"), sealed)).toEqual(utf8("text"));
    await expect(open(key, utf8("other"), sealed)).rejects.toThrow(OpenError);
    await expect(open(await generateWrapKey(), utf8("info"), sealed)).rejects.toThrow(OpenError);
  });

  it("opens nothing else", async () => {
    const sealed = await seal(key.publicKey, utf8("info"), utf8("text"));
    await fc.assert(
      fc.asyncProperty(fc.nat(8 * sealed.length - 1), async (bit) => {
        await expect(open(key, utf8("info"), flipped(sealed, bit))).rejects.toThrow(OpenError);
      }),
      { numRuns: 30 },
    );
    for (const length of [0, 1, 1119, 1120, 1135, sealed.length - 1]) {
      await expect(open(key, utf8("info"), sealed.slice(0, length))).rejects.toThrow(OpenError);
    }
  });

  test.each([31, 33])("is not made of %d bytes", async (length) => {
    await expect(wrapKeyFromSeed(new Uint8Array(length))).rejects.toThrow(FormatError);
  });

  describe("in public", () => {
    const withBytes = (at: number, bytes: Uint8Array) => {
      const changed = new Uint8Array(key.publicKey);
      changed.set(bytes, at);
      return changed;
    };

    it("has 1,216 bytes", () => {
      expect(readWrapPublicKey(key.publicKey)).toEqual(key.publicKey);
      expect(() => readWrapPublicKey(key.publicKey.subarray(1))).toThrow(FormatError);
      expect(() => readWrapPublicKey(concat(key.publicKey, Uint8Array.of(0)))).toThrow(FormatError);
    });

    // Two coefficients of 12 bits, low byte first: 3328 = 0xd00 and 3329 = 0xd01.
    test.each([
      ["3328, 3328", "000dd0", true],
      ["3329, 0", "010d00", false],
      ["0, 3329", "0010d0", false],
      ["4095, 0", "ff0f00", false],
    ])("may hold the coefficients %s: %3$j", (_, hex, isValid) => {
      for (const at of [0, 3 * 17, 1149]) {
        const reading = () => readWrapPublicKey(withBytes(at, fromHex(hex)));
        if (isValid) {
          expect(reading()).toHaveLength(1216);
        } else {
          expect(reading).toThrow(FormatError);
        }
      }
    });

    test.each([
      ["0", "00".repeat(32)],
      ["1", `01${"00".repeat(31)}`],
      ["1 with the unused bit", `01${"00".repeat(30)}80`],
      ["p - 1", `ec${"ff".repeat(30)}7f`],
      ["p", `ed${"ff".repeat(30)}7f`],
      ["p + 1", `ee${"ff".repeat(30)}7f`],
      ["of order 8", "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"],
      ["of order 8", "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"],
    ])("has no X25519 point of low order: %s", (_, hex) => {
      expect(() => readWrapPublicKey(withBytes(1184, fromHex(hex)))).toThrow(FormatError);
    });
  });
});

describe("what is wrapped", () => {
  const salt = new Uint8Array(16);
  let key: WrapKey;
  let recipient: PublicKeys;
  let other: PublicKeys;
  let place: WrapPlace;

  beforeAll(async () => {
    key = await generateWrapKey();
    const signingKey = (await generateSigningKey()).publicKey;
    recipient = { signingKey, wrapKey: key.publicKey };
    other = { signingKey: (await generateSigningKey()).publicKey, wrapKey: key.publicKey };
    place = { sid: await deriveSessionId(signingKey, salt), epoch: 1, kind: "member", recipient };
  });

  it("is an epoch key that fits its commitment", async () => {
    const epochKey = randomEpochKey();
    const committed = await commitment(place.sid, 1, epochKey);
    const wrap = await wrapEpochKey(place, epochKey);
    const unwrapped = await unwrapEpochKey(place, key, wrap, committed);
    expect(unwrapped.exposeBytes()).toEqual(epochKey.exposeBytes());
    const another = await commitment(place.sid, 1, randomEpochKey());
    await expect(unwrapEpochKey(place, key, wrap, another)).rejects.toThrow(OpenError);
  });

  it("opens at its own place only", async () => {
    const epochKey = new EpochKey(new Uint8Array(32));
    const wrap = await wrapEpochKey(place, epochKey);
    const elsewhere: WrapPlace[] = [
      { ...place, sid: await deriveSessionId(other.signingKey, salt) },
      { ...place, epoch: 2 },
      { ...place, kind: "invite" },
      { ...place, recipient: other },
    ];
    for (const wrong of elsewhere) {
      const committed = await commitment(wrong.sid, wrong.epoch, epochKey);
      await expect(unwrapEpochKey(wrong, key, wrap, committed)).rejects.toThrow(OpenError);
    }
  });

  it("is an epoch key of 32 bytes", async () => {
    const wrap = await wrapEpochKey(place, randomEpochKey());
    for (const length of [0, 1167, 1169]) {
      const cut = concat(wrap, Uint8Array.of(0)).slice(0, length);
      await expect(unwrapEpochKey(place, key, cut, new Uint8Array(32))).rejects.toThrow(OpenError);
    }
  });

  it("is a text that hides its length and opens at its own place only", async () => {
    const invite = await deriveInviteId(recipient.signingKey);
    const label: TextPlace = { sid: place.sid, invite, kind: "label", recipient };
    const sealed = await sealText(label, "Ben");
    expect(sealed).toHaveLength(1120 + 256 + 16);
    expect(await openText(label, key, sealed)).toBe("Ben");
    const elsewhere: TextPlace[] = [
      { ...label, sid: await deriveSessionId(other.signingKey, salt) },
      { ...label, invite: await deriveInviteId(other.signingKey) },
      { ...label, kind: "preview" },
      { ...label, kind: "name", joiner: other },
      { ...label, recipient: other },
    ];
    for (const wrong of elsewhere) {
      await expect(openText(wrong, key, sealed)).rejects.toThrow(OpenError);
    }
  });

  it("is a name that opens for its joiner only", async () => {
    const invite = await deriveInviteId(recipient.signingKey);
    const name = { sid: place.sid, invite, kind: "name", recipient, joiner: other } as const;
    const sealed = await sealText(name, "Ana");
    expect(await openText(name, key, sealed)).toBe("Ana");
    const wrong = { ...name, joiner: recipient };
    await expect(openText(wrong, key, sealed)).rejects.toThrow(OpenError);
  });
});

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = new Uint8Array(bytes);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}
