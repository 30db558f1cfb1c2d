import { ed25519 } from "@noble/curves/ed25519.js";

import { type Bytes, concat, equalBytes } from "./bytes.js";

/** Checks the strict, cofactorless equation for a valid public key. FORMATS.md §4, rule 4. */
export type Ed25519Verifier = (
  publicKey: Bytes,
  signature: Bytes,
  message: Bytes,
) => Promise<boolean>;

export const verifyWithWebCrypto: Ed25519Verifier = async (publicKey, signature, message) => {
  const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, signature, message);
};

/** noble's own equation lets an R with a small-order part pass, so R is checked beside it. */
export const verifyWithNoble: Ed25519Verifier = (publicKey, signature, message) =>
  Promise.resolve(
    isPrimeOrderPoint(signature.subarray(0, 32)) &&
      ed25519.verify(signature, message, publicKey, { zip215: false }),
  );

/** Whether the bytes are the canonical encoding of a point of prime order. */
export function isPrimeOrderPoint(bytes: Uint8Array): boolean {
  try {
    const point = ed25519.Point.fromBytes(bytes, false);
    return !point.is0() && point.isTorsionFree();
  } catch {
    return false;
  }
}

const IDENTITY = concat(Uint8Array.of(1), new Uint8Array(31));

export function isIdentity(point: Uint8Array): boolean {
  return equalBytes(point, IDENTITY);
}

/** Whether the 32 little-endian bytes are a number below L, the order of the base point. */
export function isReducedScalar(bytes: Uint8Array): boolean {
  const value = bytes.reduceRight((total, byte) => (total << 8n) | BigInt(byte), 0n);
  return value < ed25519.Point.Fn.ORDER;
}

export function publicKeyOf(seed: Uint8Array): Bytes {
  return new Uint8Array(ed25519.getPublicKey(seed));
}

export function signWithNoble(seed: Uint8Array, message: Uint8Array): Bytes {
  return new Uint8Array(ed25519.sign(message, seed));
}

let supported: Promise<boolean> | undefined;

/** Whether this platform's WebCrypto has Ed25519. Found out once. */
export function hasWebCryptoEd25519(): Promise<boolean> {
  supported ??= verifyWithWebCrypto(publicKeyOf(new Uint8Array(32)), new Uint8Array(64), IDENTITY)
    .then(() => true)
    .catch(() => false);
  return supported;
}
