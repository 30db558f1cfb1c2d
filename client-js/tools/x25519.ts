import { x25519 } from "@noble/curves/ed25519.js";

// What X-Wing takes of @hpke/dhkem-x25519. See oneCurve.ts.

/** Only handed on: X-Wing derives no key with it. */
export class HkdfSha256 {
  readonly id = 1;
}

export class X25519 {
  /** Throws on a point of low order. RFC 7748 §6.1. */
  derive(secretKey: Uint8Array, publicKey: Uint8Array): Promise<Uint8Array> {
    return Promise.resolve(x25519.getSharedSecret(secretKey, publicKey));
  }
}
