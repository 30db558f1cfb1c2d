import { x25519 } from "@noble/curves/ed25519.js";

import type { Agreement } from "./x25519.js";

/** Throws on a point of low order. RFC 7748 §6.1. */
export const nobleX25519: Agreement = (secretKey, publicKey) =>
  x25519.getSharedSecret(secretKey, publicKey);
