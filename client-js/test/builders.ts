import { type EpochKey, randomEpochKey } from "../src/epochKey.js";
import { type FrameBody, type FrameLinks } from "../src/frameBody.js";
import { FrameSealer } from "../src/frameSealer.js";
import { deriveMemberId, type MemberId } from "../src/memberId.js";
import { deriveSessionId, type SessionId } from "../src/sessionId.js";
import { generateSigningKey, type SigningKey } from "../src/signingKey.js";

/** A session in its first epoch, as its host's device sees it. */
export interface SessionOfOne {
  readonly sid: SessionId;
  readonly key: SigningKey;
  readonly mid: MemberId;
  readonly epochKey: EpochKey;
  readonly sealer: FrameSealer;
}

export async function aSessionOfOne(): Promise<SessionOfOne> {
  const key = await generateSigningKey();
  const sid = await deriveSessionId(key.publicKey, new Uint8Array(16));
  const mid = await deriveMemberId(key.publicKey);
  const epochKey = randomEpochKey();
  return { sid, key, mid, epochKey, sealer: new FrameSealer(sid, 1, epochKey, key, mid) };
}

export function links(changed: Partial<FrameLinks> = {}): FrameLinks {
  return {
    conditional: false,
    head: 0,
    headHash: new Uint8Array(32),
    logHash: new Uint8Array(32),
    checkpointSize: 0,
    checkpointRoot: new Uint8Array(32),
    ...changed,
  };
}

export function aBody(payload: Uint8Array = new Uint8Array(3)): FrameBody {
  return { links: links(), payload: new Uint8Array(payload) };
}
