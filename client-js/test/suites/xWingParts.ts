import { XWing } from "@hpke/hybridkem-x-wing";

import { type Bytes } from "../../src/bytes.js";

/** The two halves of the X-Wing that our wraps use. */
export interface XWingParts {
  readonly x25519: { derive(privateKey: Uint8Array, publicKey: Uint8Array): Promise<Uint8Array> };
  readonly mlKem: {
    deriveKeyPair(seed: Bytes): Promise<[publicKey: Uint8Array, privateKey: Uint8Array]>;
    encap(publicKey: Bytes, randomness: Bytes): Promise<[ciphertext: Uint8Array, key: Uint8Array]>;
    decap(ciphertext: Bytes, privateKey: Uint8Array): Promise<Uint8Array>;
  };
}

/** The library keeps them to itself, under these names. */
export function xWingParts(): XWingParts {
  const { _x25519, _m } = new XWing() as unknown as {
    readonly _x25519: XWingParts["x25519"];
    readonly _m: XWingParts["mlKem"];
  };
  return { x25519: _x25519, mlKem: _m };
}
