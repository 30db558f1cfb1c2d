import { decodeBase64Url, encodeBase64Url } from "./base64Url.js";
import { ascii, type Bytes } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { sha256 } from "./hashes.js";
import type { VerifyingKey } from "./verifyingKey.js";

declare const inviteId: unique symbol;

/** 22 base64url characters, the hash of the invite's signing key: for display and lookup. FORMATS.md §3. */
export type InviteId = string & { readonly [inviteId]: true };

/** @throws {FormatError} On anything but the canonical base64url of 16 bytes. */
export function parseInviteId(text: string): InviteId {
  return inviteIdFromBytes(decodeBase64Url(text));
}

/** @throws {FormatError} On anything but 16 bytes. */
export function inviteIdFromBytes(bytes: Uint8Array): InviteId {
  if (bytes.length !== 16) {
    throw new FormatError("invite ID: not 16 bytes");
  }
  return encodeBase64Url(bytes) as InviteId;
}

export async function deriveInviteId(key: VerifyingKey): Promise<InviteId> {
  const hash = await sha256(ascii("latchkey/iid/v1"), key);
  return inviteIdFromBytes(hash.subarray(0, 16));
}

/** The 16 bytes of the ID. */
export function inviteIdBytes(id: InviteId): Bytes {
  return decodeBase64Url(id);
}
