import type { Bytes } from "./bytes.js";
import { FormatError } from "./formatError.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// 255 marks a character outside the alphabet.
const SEXTETS = new Uint8Array(128).fill(255);
for (let i = 0; i < ALPHABET.length; i++) {
  SEXTETS[ALPHABET.charCodeAt(i)] = i;
}

/** Encodes bytes as base64url without padding. RFC 4648 §5. */
export function encodeBase64Url(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let bitCount = 0;
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    bitCount += 8;
    while (bitCount >= 6) {
      bitCount -= 6;
      text += ALPHABET.charAt((bits >>> bitCount) & 63);
    }
    bits &= (1 << bitCount) - 1;
  }
  if (bitCount > 0) {
    text += ALPHABET.charAt((bits << (6 - bitCount)) & 63);
  }
  return text;
}

/**
 * Decodes base64url without padding. Accepts exactly what {@link encodeBase64Url} writes, so that
 * two different texts never decode to the same bytes. RFC 4648 §3.5, §5.
 *
 * @throws {FormatError} On padding, a character outside the alphabet, an impossible length or
 *   trailing bits that are not zero. The message never quotes the text, which may be a secret.
 */
export function decodeBase64Url(text: string): Bytes {
  if (text.length % 4 === 1) {
    throw new FormatError("base64url: impossible length");
  }
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let bitCount = 0;
  for (let i = 0; i < text.length; i++) {
    const sextet = SEXTETS[text.charCodeAt(i)] ?? 255;
    if (sextet === 255) {
      throw new FormatError(`base64url: character ${String(i)} is outside the alphabet`);
    }
    bits = (bits << 6) | sextet;
    bitCount += 6;
    if (bitCount >= 8) {
      bitCount -= 8;
      bytes[length++] = bits >>> bitCount;
      bits &= (1 << bitCount) - 1;
    }
  }
  if (bits !== 0) {
    throw new FormatError("base64url: trailing bits are not zero");
  }
  return bytes;
}
