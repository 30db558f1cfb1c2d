import { decodeBase64Url, encodeBase64Url } from "./base64Url.js";
import type { Bytes } from "./bytes.js";
import { FormatError } from "./formatError.js";

const PADDED = /^[A-Za-z0-9+/]*={0,2}$/;

/** Encodes bytes as base64 with padding, as signed notes have it. RFC 4648 §4. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = encodeBase64Url(bytes).replaceAll("-", "+").replaceAll("_", "/");
  return text.padEnd(4 * Math.ceil(text.length / 4), "=");
}

/**
 * Decodes base64 with padding. Accepts exactly what {@link encodeBase64} writes.
 *
 * @throws {FormatError} On everything else.
 */
export function decodeBase64(text: string): Bytes {
  if (text.length % 4 !== 0 || !PADDED.test(text)) {
    throw new FormatError("base64: not padded, or a character outside the alphabet");
  }
  return decodeBase64Url(text.replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_"));
}
