import { utf8 } from "./bytes.js";
import { requireChallenge } from "./challenge.js";
import { signCompactJws } from "./compactJws.js";
import type { MemberId } from "./memberId.js";
import type { SessionId } from "./sessionId.js";
import type { SigningKey } from "./signingKey.js";

/** What a device says to get a new access token. */
export interface RefreshRequest {
  readonly sid: SessionId;
  /** The broker's origin as configured or in genesis, not as it says itself. */
  readonly origin: string;
  readonly member: MemberId;
  readonly challenge: string;
  /** Seconds since 1970. */
  readonly now: number;
}

/**
 * Answers a challenge of the broker with the device key. FORMATS.md §6.
 *
 * @throws {FormatError} On a challenge that is none.
 */
export async function makeRefreshProof(request: RefreshRequest, key: SigningKey): Promise<string> {
  const claims = {
    sid: request.sid,
    aud: request.origin,
    sub: request.member,
    challenge: requireChallenge(request.challenge),
    iat: request.now,
  };
  const header = { typ: "refresh+jwt", kid: request.member };
  return signCompactJws(header, utf8(JSON.stringify(claims)), key);
}
