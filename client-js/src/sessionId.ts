import { decodeBase64Url, encodeBase64Url } from "./base64Url.js";
import { ascii, type Bytes } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { sha256 } from "./hashes.js";
import type { VerifyingKey } from "./verifyingKey.js";

declare const sessionId: unique symbol;

/** 27 base64url characters that pin the key of the session's first host. FORMATS.md §3. */
export type SessionId = string & { readonly [sessionId]: true };

/** @throws {FormatError} On anything but the canonical base64url of 20 bytes. */
export function parseSessionId(text: string): SessionId {
  if (decodeBase64Url(text).length !== 20) {
    throw new FormatError("session ID: not 20 bytes");
  }
  return text as SessionId;
}

/** @throws {FormatError} On a salt that is not 16 bytes. */
export async function deriveSessionId(host: VerifyingKey, salt: Uint8Array): Promise<SessionId> {
  if (salt.length !== 16) {
    throw new FormatError("session ID: salt is not 16 bytes");
  }
  const hash = await sha256(ascii("latchkey/sid/v1"), host, salt);
  return encodeBase64Url(hash.subarray(0, 20)) as SessionId;
}

/** The 20 bytes of the ID. */
export function sessionIdBytes(sid: SessionId): Bytes {
  return decodeBase64Url(sid);
}
