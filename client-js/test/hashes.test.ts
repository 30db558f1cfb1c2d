import { expect, it, test } from "vitest";

import { utf8 } from "../src/bytes.js";
import { hkdf, sha256 } from "../src/hashes.js";
import { readExternalVectors } from "./externalVectors.js";
import { fromHex, toHex } from "./hex.js";

interface HkdfFile {
  readonly testGroups: readonly {
    readonly tests: readonly {
      readonly ikm: string;
      readonly salt: string;
      readonly info: string;
      readonly size: number;
      readonly okm: string;
      readonly result: string;
    }[];
  }[];
}

const wycheproof = readExternalVectors("wycheproof/hkdf_sha256_test.json") as HkdfFile | undefined;

it("hashes its parts as one", async () => {
  const whole = await sha256(utf8("abc"));
  expect(toHex(whole)).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(await sha256(utf8("a"), utf8("bc"))).toEqual(whole);
});

it("derives the key of RFC 5869, test case 1", async () => {
  const salt = fromHex("000102030405060708090a0b0c");
  const info = fromHex("f0f1f2f3f4f5f6f7f8f9");
  expect(toHex(await hkdf(new Uint8Array(22).fill(0x0b), salt, info, 42))).toBe(
    "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
  );
});

test.skipIf(wycheproof === undefined)("agrees with Wycheproof", async () => {
  const cases = (wycheproof?.testGroups ?? [])
    .flatMap(({ tests }) => tests)
    .filter(({ result }) => result === "valid");
  expect(cases.length).toBeGreaterThan(50);
  for (const { ikm, salt, info, size, okm } of cases) {
    expect(toHex(await hkdf(fromHex(ikm), fromHex(salt), fromHex(info), size))).toBe(okm);
  }
});
