import type { Bytes } from "./bytes.js";

/** An AES-256-GCM key for sealing and opening, which cannot be extracted. */
export function importAesKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** `ciphertext ‖ tag`, bound to `context`. The caller answers for using the nonce once. */
export async function sealAes(
  key: CryptoKey,
  nonce: Bytes,
  context: Bytes,
  plaintext: Bytes,
): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.encrypt(parameters(nonce, context), key, plaintext));
}

/** Rejects unless it was sealed by this key under this nonce and `context`. */
export async function openAes(
  key: CryptoKey,
  nonce: Bytes,
  context: Bytes,
  sealed: Bytes,
): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.decrypt(parameters(nonce, context), key, sealed));
}

function parameters(iv: Bytes, additionalData: Bytes): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData };
}
