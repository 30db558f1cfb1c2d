import { decodeBase64Url, encodeBase64Url } from "./base64Url.js";
import { ascii, utf8 } from "./bytes.js";
import { signCompactJws } from "./compactJws.js";
import { FormatError } from "./formatError.js";
import { sha256 } from "./hashes.js";
import type { MemberId } from "./memberId.js";
import type { SessionId } from "./sessionId.js";
import type { SigningKey } from "./signingKey.js";

const NONCE_SIZE = 32;

/** The one connection that a proof is good for. */
export interface Hello {
  readonly sid: SessionId;
  /** The broker's origin as configured or in genesis, not as it says itself. */
  readonly origin: string;
  readonly member: MemberId;
  readonly accessToken: string;
  /** What the broker sent on this connection, as base64url. */
  readonly nonce: string;
}

/**
 * Proves on a new connection that this device has the key that its access token names. FORMATS.md §6.
 *
 * @throws {FormatError} On a nonce that is not 32 bytes.
 */
export async function makeHelloProof(hello: Hello, key: SigningKey): Promise<string> {
  if (decodeBase64Url(hello.nonce).length !== NONCE_SIZE) {
    throw new FormatError("nonce: not 32 bytes");
  }
  const claims = {
    sid: hello.sid,
    aud: hello.origin,
    sub: hello.member,
    ath: encodeBase64Url(await sha256(ascii(hello.accessToken))),
    nonce: hello.nonce,
  };
  const header = { typ: "hello+jwt", kid: hello.member };
  return signCompactJws(header, utf8(JSON.stringify(claims)), key);
}
