import { beforeAll, describe, expect, it, vi } from "vitest";

import { generateWrapKey, wrapKeyFromSeed } from "../src/wrapKey.js";
import { webCryptoX25519, x25519 } from "../src/x25519.js";
import { withoutAlgorithm } from "./withoutAlgorithm.js";

const SEED = new Uint8Array(32).fill(7);
const POINT = Uint8Array.of(9, ...new Uint8Array(31));

let canBeFetched = false;
vi.mock("../src/nobleX25519.js", async (original) => {
  if (!canBeFetched) {
    throw new TypeError("Failed to fetch dynamically imported module");
  }
  return original();
});

describe("on a platform whose WebCrypto has no X25519", () => {
  let ofThePlatform: Uint8Array;

  beforeAll(async () => {
    ofThePlatform = await webCryptoX25519(SEED, POINT);
    withoutAlgorithm("X25519");
  });

  it("a wrap key that lacks the other one says that it could not be fetched", async () => {
    await expect(wrapKeyFromSeed(SEED)).rejects.toMatchObject({ code: "not_loaded" });
  });

  it("the other one agrees on the same, once it can be fetched", async () => {
    canBeFetched = true;
    expect(await (await x25519())(SEED, POINT)).toEqual(ofThePlatform);
    expect((await generateWrapKey()).publicKey).toHaveLength(1216);
  });
});
