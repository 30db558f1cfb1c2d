import { type Bytes, concat } from "./bytes.js";
import {
  type Ed25519Verifier,
  hasWebCryptoEd25519,
  isIdentity,
  isPrimeOrderPoint,
  isReducedScalar,
  verifyWithNoble,
  verifyWithWebCrypto,
} from "./ed25519.js";
import { FormatError } from "./formatError.js";

declare const verifyingKey: unique symbol;

/** An Ed25519 public key, 32 bytes: canonical, of prime order and not the identity. */
export type VerifyingKey = Bytes & { readonly [verifyingKey]: true };

/** @throws {FormatError} On bytes that are no valid public key. FORMATS.md §4. */
export function readVerifyingKey(bytes: Uint8Array): VerifyingKey {
  if (bytes.length !== 32 || !isPrimeOrderPoint(bytes)) {
    throw new FormatError("signing key: not a canonical point of prime order");
  }
  return new Uint8Array(bytes) as VerifyingKey;
}

/** Whether `signature` is one by `key` over the parts, with one verdict everywhere. FORMATS.md §4. */
export async function verify(
  key: VerifyingKey,
  signature: Uint8Array,
  ...parts: readonly Uint8Array[]
): Promise<boolean> {
  const verifier = (await hasWebCryptoEd25519()) ? verifyWithWebCrypto : verifyWithNoble;
  return verifyWith(verifier, key, signature, concat(...parts));
}

/** {@link verify} with a given implementation below the rule. */
export async function verifyWith(
  verifier: Ed25519Verifier,
  key: VerifyingKey,
  signature: Uint8Array,
  message: Bytes,
): Promise<boolean> {
  return (
    signature.length === 64 &&
    !isIdentity(signature.subarray(0, 32)) &&
    isReducedScalar(signature.subarray(32)) &&
    (await verifier(key, new Uint8Array(signature), message))
  );
}
