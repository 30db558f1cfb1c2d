import { decodeBase64Url, encodeBase64Url } from "./base64Url.js";
import { ascii, type Bytes } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { sha256 } from "./hashes.js";
import type { VerifyingKey } from "./verifyingKey.js";

declare const memberId: unique symbol;

/** 22 base64url characters, the hash of the member's signing key: for display and lookup. FORMATS.md §3. */
export type MemberId = string & { readonly [memberId]: true };

/** @throws {FormatError} On anything but the canonical base64url of 16 bytes. */
export function parseMemberId(text: string): MemberId {
  return memberIdFromBytes(decodeBase64Url(text));
}

/** @throws {FormatError} On anything but 16 bytes. */
export function memberIdFromBytes(bytes: Uint8Array): MemberId {
  if (bytes.length !== 16) {
    throw new FormatError("member ID: not 16 bytes");
  }
  return encodeBase64Url(bytes) as MemberId;
}

export async function deriveMemberId(key: VerifyingKey): Promise<MemberId> {
  const hash = await sha256(ascii("latchkey/mid/v1"), key);
  return memberIdFromBytes(hash.subarray(0, 16));
}

/** The 16 bytes of the ID. */
export function memberIdBytes(id: MemberId): Bytes {
  return decodeBase64Url(id);
}
