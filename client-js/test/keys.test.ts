import fc from "fast-check";
import { describe, expect, it, test } from "vitest";

import { decodeBase64Url } from "../src/base64Url.js";
import { concat, utf8 } from "../src/bytes.js";
import { FormatError } from "../src/formatError.js";
import {
  exposeSigningKey,
  generateSigningKey,
  restoreSigningKey,
  signingKeyFromSeed,
} from "../src/signingKey.js";
import { readVerifyingKey, verify } from "../src/verifyingKey.js";
import { jwkThumbprint } from "./jwkThumbprint.js";
import { fromHex, toHex } from "./hex.js";

// RFC 8032 §7.1, test 3.
const SEED = fromHex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
const PUBLIC_KEY = "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025";
const SIGNATURE =
  "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac" +
  "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a";

describe("SigningKey", () => {
  it("signs as RFC 8032 does", async () => {
    const key = await signingKeyFromSeed(SEED);
    expect(toHex(key.publicKey)).toBe(PUBLIC_KEY);
    expect(toHex(await key.sign(fromHex("af"), fromHex("82")))).toBe(SIGNATURE);
  });

  it("cannot be taken out of the platform", async () => {
    for (const key of [await generateSigningKey(), await signingKeyFromSeed(SEED)]) {
      const { privateKey } = exposeSigningKey(key);
      expect(privateKey).toMatchObject({ type: "private", extractable: false, usages: ["sign"] });
    }
  });

  it("comes back from a structured clone, as IndexedDB makes one", async () => {
    const key = await generateSigningKey();
    const restored = restoreSigningKey(structuredClone(exposeSigningKey(key)));
    expect(await verify(key.publicKey, await restored.sign(utf8("a")), utf8("a"))).toBe(true);
  });
});

describe("VerifyingKey", () => {
  test.each([
    ["nothing", ""],
    ["31 bytes", PUBLIC_KEY.slice(2)],
    ["33 bytes", `${PUBLIC_KEY}00`],
    ["the identity", `01${"00".repeat(31)}`],
    ["the identity with a sign", `01${"00".repeat(30)}80`],
    ["the identity, not reduced", `ee${"ff".repeat(30)}7f`],
    ["a point of order 2", `ec${"ff".repeat(30)}7f`],
    ["a point of order 4", "00".repeat(32)],
    ["a point of order 8", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"],
    ["a point of order 8 L", "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d"],
    ["no point", `02${"00".repeat(31)}`],
  ])("is never %s", (_, hex) => {
    expect(() => readVerifyingKey(fromHex(hex))).toThrow(FormatError);
  });

  it("keeps a copy", () => {
    const bytes = fromHex(PUBLIC_KEY);
    const key = readVerifyingKey(bytes);
    bytes.fill(0);
    expect(toHex(key)).toBe(PUBLIC_KEY);
  });

  it("has the thumbprint of RFC 8037, appendix A.3", async () => {
    const x = decodeBase64Url("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    const thumbprint = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";
    expect(await jwkThumbprint(readVerifyingKey(x))).toBe(thumbprint);
  });
});

describe("verify", () => {
  const key = readVerifyingKey(fromHex(PUBLIC_KEY));
  const message = fromHex("af82");
  const signature = fromHex(SIGNATURE);

  it("accepts the signature over the parts, wherever they are cut", async () => {
    expect(await verify(key, signature, message)).toBe(true);
    expect(await verify(key, signature, fromHex("af"), fromHex(""), fromHex("82"))).toBe(true);
  });

  it("refuses it with any bit changed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(511), async (bit) => {
        const changed = new Uint8Array(signature);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await verify(key, changed, message)).toBe(false);
      }),
    );
  });

  test.each([
    ["cut", signature.subarray(0, 63)],
    ["longer", concat(signature, Uint8Array.of(0))],
    ["empty", new Uint8Array()],
    ["with R the identity", concat(Uint8Array.of(1), new Uint8Array(31), signature.subarray(32))],
    ["with S + L for S", withOrderAdded(signature)],
  ])("refuses a signature that is %s", async (_, changed) => {
    expect(await verify(key, changed, message)).toBe(false);
  });

  it("refuses another message", async () => {
    expect(await verify(key, signature, fromHex("af83"))).toBe(false);
  });
});

/** The malleable twin of a signature: equal modulo L. */
function withOrderAdded(signature: Uint8Array): Uint8Array {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const sum = BigInt(`0x${toHex(signature.slice(32).reverse())}`) + order;
  return concat(signature.subarray(0, 32), fromHex(sum.toString(16).padStart(64, "0")).reverse());
}
