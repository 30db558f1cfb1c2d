import { ed25519 } from "@noble/curves/ed25519.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { isPrimeOrderPoint } from "../src/edwardsPoint.js";
import { fromHex } from "./hex.js";

const SMALL_ORDER = [
  `01${"00".repeat(31)}`,
  `ec${"ff".repeat(30)}7f`,
  "00".repeat(32),
  `${"00".repeat(31)}80`,
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
].map((hex) => ed25519.Point.fromBytes(fromHex(hex)));

const secret = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe("a point of prime order", () => {
  it("is every public key, and none with a part of small order", () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...SMALL_ORDER), (seed, small) => {
        const key = ed25519.Point.fromBytes(ed25519.getPublicKey(seed));
        expect(isPrimeOrderPoint(key.toBytes())).toBe(true);
        expect(isPrimeOrderPoint(small.toBytes())).toBe(false);
        expect(isPrimeOrderPoint(key.add(small).toBytes())).toBe(small.is0());
      }),
      { numRuns: 60 },
    );
  });

  it("is what noble says it is, of any 32 bytes", () => {
    fc.assert(
      fc.property(secret, (bytes) => {
        expect(isPrimeOrderPoint(bytes)).toBe(nobleFinds(bytes));
      }),
      { numRuns: 200 },
    );
  });

  it("has 32 bytes", () => {
    const key = ed25519.getPublicKey(new Uint8Array(32));
    expect(isPrimeOrderPoint(key.subarray(1))).toBe(false);
    expect(isPrimeOrderPoint(Uint8Array.of(...key, 0))).toBe(false);
  });
});

function nobleFinds(bytes: Uint8Array): boolean {
  try {
    const point = ed25519.Point.fromBytes(bytes);
    return !point.is0() && point.isTorsionFree();
  } catch {
    return false;
  }
}
