import { XWing } from "@hpke/hybridkem-x-wing";
import { x25519 } from "@noble/curves/ed25519.js";
import { sha3_256 } from "@noble/hashes/sha3.js";

import { type Bytes, concat, utf8 } from "../../src/bytes.js";
import { open } from "../../src/hpkeWrap.js";
import { generateWrapKey, readWrapPublicKey, type WrapPublicKey } from "../../src/wrapKey.js";
import { fromHex, toHex } from "../hex.js";
import { attempt, SuiteRun, type SuiteReport } from "./suiteRun.js";
import { xWingParts } from "./xWingParts.js";

interface MlKemFile<Case> {
  readonly testGroups: readonly { readonly tests: readonly Case[] }[];
}

interface KeygenCase {
  readonly tcId: number;
  readonly seed: string;
  readonly ek: string;
  readonly dk: string;
}

interface EncapsCase {
  readonly tcId: number;
  readonly ek: string;
  readonly m: string;
  readonly c: string;
  readonly K: string;
  readonly result: "valid" | "invalid";
}

interface DecapsCase {
  readonly tcId: number;
  readonly seed: string;
  readonly c: string;
  readonly K: string;
  readonly result: "valid" | "invalid";
}

const SEED_BYTES = 64;
const X25519_SECRET = new Uint8Array(32).fill(9);
const X25519_KEY = x25519.getPublicKey(X25519_SECRET);
const X_WING_LABEL = utf8("\\.//^\\");

export async function runMlKemKeygen(file: MlKemFile<KeygenCase>): Promise<SuiteReport> {
  const run = new SuiteRun();
  const { mlKem } = xWingParts();
  for (const { tcId, seed, ek, dk } of casesOf(file)) {
    const pair = await mlKem.deriveKeyPair(fromHex(seed));
    run.check(`case ${String(tcId)}`, pair.map(toHex).join() === [ek, dk].join());
  }
  return run.report();
}

/**
 * The key as the first half of a wrap key, which is refused as FIPS 203 §7.2 says. To one that is
 * taken, X-Wing encapsulates: its first half is the suite's, its secret made from the suite's.
 */
export async function runMlKemEncaps(file: MlKemFile<EncapsCase>): Promise<SuiteReport> {
  const run = new SuiteRun();
  for (const one of casesOf(file)) {
    const key = await attempt(() => readWrapPublicKey(concat(fromHex(one.ek), X25519_KEY)), null);
    const isRight = key === null ? one.result === "invalid" : await encapsulates(one, key);
    run.check(`case ${String(one.tcId)}`, isRight);
  }
  return run.report();
}

async function encapsulates({ m, c, K }: EncapsCase, key: WrapPublicKey): Promise<boolean> {
  const kem = new XWing();
  const recipientPublicKey = await kem.deserializePublicKey(new Uint8Array(key).buffer);
  const ephemeral = new Uint8Array(32).fill(7);
  const ekm = concat(fromHex(m), ephemeral).buffer;
  const { enc, sharedSecret } = await kem.encap({ recipientPublicKey, ekm });
  const point = x25519.getPublicKey(ephemeral);
  const agreed = x25519.getSharedSecret(ephemeral, X25519_KEY);
  const secret = sha3_256(concat(fromHex(K), agreed, point, X25519_KEY, X_WING_LABEL));
  return hexOf(enc) === c + toHex(point) && hexOf(sharedSecret) === toHex(secret);
}

/** Seeds of another length are refused by ML-KEM, ciphertexts of another length by our wraps. */
export async function runMlKemDecaps(file: MlKemFile<DecapsCase>): Promise<SuiteReport> {
  const run = new SuiteRun();
  const { mlKem } = xWingParts();
  for (const { tcId, seed, c, K, result } of casesOf(file)) {
    const decapsulated = await attempt(async () => {
      const [, privateKey] = await mlKem.deriveKeyPair(fromHex(seed));
      return toHex(await mlKem.decap(fromHex(c), privateKey));
    }, null);
    const isRight =
      result === "valid"
        ? decapsulated === K
        : decapsulated === null && (isSeed(seed) ? await isNoWrap(fromHex(c)) : true);
    run.check(`case ${String(tcId)}`, isRight);
  }
  return run.report();
}

function isSeed(hex: string): boolean {
  return hex.length === 2 * SEED_BYTES;
}

async function isNoWrap(ciphertext: Bytes): Promise<boolean> {
  const key = await generateWrapKey();
  const sealed = concat(ciphertext, X25519_KEY, new Uint8Array(32));
  return (await attempt(() => open(key, new Uint8Array(0), sealed), null)) === null;
}

function casesOf<Case>(file: MlKemFile<Case>): readonly Case[] {
  return file.testGroups.flatMap(({ tests }) => tests);
}

function hexOf(buffer: ArrayBufferLike): string {
  return toHex(new Uint8Array(buffer));
}
