import { encodeBase64Url } from "./base64Url.js";
import { ascii, utf8 } from "./bytes.js";
import { requireChallenge } from "./challenge.js";
import { signCompactJws } from "./compactJws.js";
import { sha256 } from "./hashes.js";
import type { SigningKey } from "./signingKey.js";

/** The one request that a proof is good for. */
export interface ProvenRequest {
  /** From {@link randomProofId}, for this proof only. */
  readonly id: string;
  readonly method: string;
  /** Query and fragment are left out of the proof. */
  readonly url: string;
  readonly accessToken: string;
  /** The newest nonce that the broker gave. */
  readonly nonce?: string;
  /** Seconds since 1970. */
  readonly now: number;
}

export function randomProofId(): string {
  return encodeBase64Url(crypto.getRandomValues(new Uint8Array(16)));
}

/**
 * Proves that the sender of a request has the key that its access token names. RFC 9449 §4.2.
 *
 * @throws {FormatError} On a nonce that is none.
 */
export async function makeDpopProof(request: ProvenRequest, key: SigningKey): Promise<string> {
  const url = new URL(request.url);
  const claims = {
    jti: request.id,
    htm: request.method,
    htu: url.origin + url.pathname,
    iat: request.now,
    ath: encodeBase64Url(await sha256(ascii(request.accessToken))),
    ...(request.nonce === undefined ? {} : { nonce: requireChallenge(request.nonce) }),
  };
  const header = { typ: "dpop+jwt", jwk: key.publicKey };
  return signCompactJws(header, utf8(JSON.stringify(claims)), key);
}
