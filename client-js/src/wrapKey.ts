import { XWing } from "@hpke/hybridkem-x-wing";

import type { Bytes } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { Redacted } from "./redacted.js";
import { isLowOrderPoint, x25519 } from "./x25519.js";

declare const wrapPublicKey: unique symbol;

/** An X-Wing public key, 1,216 bytes, to which everybody can seal. FORMATS.md §8. */
export type WrapPublicKey = Bytes & { readonly [wrapPublicKey]: true };

const PUBLIC_KEY_BYTES = 1216;
const SEED_BYTES = 32;
const COEFFICIENT_BYTES = 1152; // 768 coefficients of 12 bits
const ML_KEM_KEY_BYTES = 1184;
const MODULUS = 3329;

/**
 * @throws {FormatError} On another length, a coefficient that is not reduced (FIPS 203 §7.2), and an
 *   X25519 point of low order (RFC 7748 §6.1).
 */
export function readWrapPublicKey(bytes: Uint8Array): WrapPublicKey {
  if (bytes.length !== PUBLIC_KEY_BYTES) {
    throw new FormatError("wrap key: not 1,216 bytes");
  }
  if (!hasReducedCoefficients(bytes)) {
    throw new FormatError("wrap key: coefficient not reduced");
  }
  if (isLowOrderPoint(bytes.subarray(ML_KEM_KEY_BYTES))) {
    throw new FormatError("wrap key: X25519 point of low order");
  }
  return new Uint8Array(bytes) as WrapPublicKey;
}

function hasReducedCoefficients(bytes: Uint8Array): boolean {
  for (let i = 0; i < COEFFICIENT_BYTES; i += 3) {
    const low = bytes[i] ?? 0;
    const middle = bytes[i + 1] ?? 0;
    const high = bytes[i + 2] ?? 0;
    if ((low | ((middle & 15) << 8)) >= MODULUS || ((middle >> 4) | (high << 4)) >= MODULUS) {
      return false;
    }
  }
  return true;
}

/** An X-Wing key pair. */
export class WrapKey extends Redacted {
  readonly publicKey: WrapPublicKey;
  readonly #seed: Bytes;

  constructor(seed: Bytes, publicKey: WrapPublicKey) {
    super();
    this.#seed = seed;
    this.publicKey = publicKey;
  }

  /** The private half as 32 bytes: for opening, and for the device's own store. */
  exposeSeed(): Bytes {
    return new Uint8Array(this.#seed);
  }
}

export function generateWrapKey(): Promise<WrapKey> {
  return wrapKeyFromSeed(crypto.getRandomValues(new Uint8Array(SEED_BYTES)));
}

/** @throws {FormatError} On anything but 32 bytes. */
export async function wrapKeyFromSeed(seed: Uint8Array): Promise<WrapKey> {
  if (seed.length !== SEED_BYTES) {
    throw new FormatError("wrap key: seed is not 32 bytes");
  }
  await x25519(); // here, as X-Wing says of all that fails in it that the key is wrong
  const kem = new XWing();
  const pair = await kem.generateKeyPairDerand(new Uint8Array(seed));
  const publicKey = new Uint8Array(await kem.serializePublicKey(pair.publicKey));
  return new WrapKey(new Uint8Array(seed), readWrapPublicKey(publicKey));
}
