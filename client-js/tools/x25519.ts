import { x25519 } from "../src/x25519.js";

// What X-Wing takes of @hpke/dhkem-x25519. See oneCurve.ts.

/** Only handed on: X-Wing derives no key with it. */
export class HkdfSha256 {
  readonly id = 1;
}

export class X25519 {
  async derive(secretKey: Uint8Array, publicKey: Uint8Array): Promise<Uint8Array> {
    return (await x25519())(secretKey, publicKey);
  }
}
