import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";

import { type Bytes, concat } from "./bytes.js";

/** SHA-256 of the parts, one after the other. */
export async function sha256(...parts: readonly Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", concat(...parts)));
}

/**
 * The same for parts of a few dozen bytes, of which there are many: to hand each one to WebCrypto
 * takes twenty times as long as to hash it here.
 */
export function sha256OfFew(...parts: readonly Uint8Array[]): Promise<Bytes> {
  return Promise.resolve(new Uint8Array(nobleSha256(concat(...parts))));
}

/** HKDF-SHA-256, extract then expand, of `length` bytes. RFC 5869. */
export async function hkdf(
  keyMaterial: Bytes,
  salt: Bytes,
  info: Bytes,
  length: number,
): Promise<Bytes> {
  const key = await crypto.subtle.importKey("raw", keyMaterial, "HKDF", false, ["deriveBits"]);
  const parameters = { name: "HKDF", hash: "SHA-256", salt, info };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, length * 8));
}
