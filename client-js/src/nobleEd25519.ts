import { ed25519 } from "@noble/curves/ed25519.js";

import type { Ed25519 } from "./ed25519.js";
import { isPrimeOrderPoint } from "./edwardsPoint.js";

/** noble's own equation lets an R with a small-order part pass, so R is checked beside it. */
export const nobleEd25519: Ed25519 = {
  verify: (publicKey, signature, message) =>
    Promise.resolve(
      isPrimeOrderPoint(signature.subarray(0, 32)) &&
        ed25519.verify(signature, message, publicKey, { zip215: false }),
    ),
  sign: (seed, message) => Promise.resolve(new Uint8Array(ed25519.sign(message, seed))),
  publicKeyOf: (seed) => Promise.resolve(new Uint8Array(ed25519.getPublicKey(seed))),
};
