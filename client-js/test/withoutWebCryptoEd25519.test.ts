import { beforeAll, describe, expect, it } from "vitest";

import { utf8 } from "../src/bytes.js";
import { openFrame } from "../src/frameOpener.js";
import {
  exposeSigningKey,
  generateSigningKey,
  restoreSigningKey,
  signingKeyFromSeed,
} from "../src/signingKey.js";
import { verify } from "../src/verifyingKey.js";
import { aBody, aSessionOfOne } from "./builders.js";
import { withoutAlgorithm } from "./withoutAlgorithm.js";

describe("on a platform whose WebCrypto has no Ed25519", () => {
  beforeAll(() => {
    withoutAlgorithm("Ed25519");
  });

  it("signs and verifies all the same", async () => {
    const key = await generateSigningKey();
    const signature = await key.sign(utf8("a"), utf8("b"));
    expect(await verify(key.publicKey, signature, utf8("ab"))).toBe(true);
    expect(await verify(key.publicKey, signature, utf8("ac"))).toBe(false);
  });

  it("keeps a seed in place of the key", async () => {
    const seed = new Uint8Array(32).fill(7);
    const stored = exposeSigningKey(await signingKeyFromSeed(seed));
    expect(stored.privateKey).toEqual(seed);
    const restored = restoreSigningKey(structuredClone(stored));
    expect(await restored.sign(utf8("a"))).toHaveLength(64);
    expect(restored.publicKey).toEqual(stored.publicKey);
  });

  it("opens frames", async () => {
    const { sid, key, epochKey, sealer } = await aSessionOfOne();
    const frame = await sealer.seal("append", 0, aBody());
    expect(await openFrame(sid, frame, epochKey, key.publicKey)).toEqual(aBody());
  });
});
