import { type Bytes, concat, equalBytes } from "./bytes.js";
import { ed25519, type Ed25519 } from "./ed25519.js";
import { BASE_ORDER, isPrimeOrderPoint, littleEndian } from "./edwardsPoint.js";
import { FormatError } from "./formatError.js";

declare const verifyingKey: unique symbol;

/** An Ed25519 public key, 32 bytes: canonical, of prime order and not the identity. */
export type VerifyingKey = Bytes & { readonly [verifyingKey]: true };

const IDENTITY = concat(Uint8Array.of(1), new Uint8Array(31));

/** @throws {FormatError} On bytes that are no valid public key. FORMATS.md §4. */
export function readVerifyingKey(bytes: Uint8Array): VerifyingKey {
  if (!isPrimeOrderPoint(bytes)) {
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
  return verifyWith(await ed25519(), key, signature, concat(...parts));
}

/** {@link verify} with a given implementation below the rule. */
export async function verifyWith(
  implementation: Ed25519,
  key: VerifyingKey,
  signature: Uint8Array,
  message: Bytes,
): Promise<boolean> {
  return (
    signature.length === 64 &&
    !equalBytes(signature.subarray(0, 32), IDENTITY) &&
    littleEndian(signature.subarray(32)) < BASE_ORDER &&
    (await implementation.verify(key, new Uint8Array(signature), message))
  );
}
