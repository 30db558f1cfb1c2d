import { type Bytes, concat, equalBytes, label, u32, u8 } from "./bytes.js";
import { commitment, EpochKey } from "./epochKey.js";
import { ENCAPSULATION_BYTES, open, seal } from "./hpkeWrap.js";
import { OpenError } from "./openError.js";
import type { PublicKeys } from "./publicKeys.js";
import { type SessionId, sessionIdBytes } from "./sessionId.js";
import type { WrapKey } from "./wrapKey.js";

/** Where a wrapped epoch key belongs. It opens at no other place. FORMATS.md §8. */
export interface WrapPlace {
  readonly sid: SessionId;
  readonly epoch: number;
  readonly kind: "member" | "invite";
  readonly recipient: PublicKeys;
}

const WRAP_BYTES = ENCAPSULATION_BYTES + 32 + 16; // epoch key and tag

export function wrapEpochKey(place: WrapPlace, key: EpochKey): Promise<Bytes> {
  return seal(place.recipient.wrapKey, wrapInfo(place), key.exposeBytes());
}

/**
 * Opens a wrap, whoever made it: only the key that a host committed to in a folded `change` of this
 * epoch comes out.
 *
 * @throws {OpenError} Otherwise.
 */
export async function unwrapEpochKey(
  place: WrapPlace,
  opener: WrapKey,
  wrap: Uint8Array,
  committed: Uint8Array,
): Promise<EpochKey> {
  if (wrap.length !== WRAP_BYTES) {
    throw new OpenError();
  }
  const key = new EpochKey(await open(opener, wrapInfo(place), wrap));
  if (!equalBytes(await commitment(place.sid, place.epoch, key), committed)) {
    throw new OpenError();
  }
  return key;
}

export function wrapInfo({ sid, epoch, kind, recipient }: WrapPlace): Bytes {
  return concat(
    label("latchkey/wrap/v1"),
    sessionIdBytes(sid),
    u32(epoch),
    u8(kind === "member" ? 1 : 2),
    recipient.signingKey,
    recipient.wrapKey,
  );
}
