import { importAesKey } from "./aesGcm.js";
import { type Bytes, concat, label, u32, u64, u8 } from "./bytes.js";
import type { EpochKey } from "./epochKey.js";
import { encodeHeader, type FrameHeader, kindCode } from "./frame.js";
import { hkdf } from "./hashes.js";
import { type SessionId, sessionIdBytes } from "./sessionId.js";
import type { VerifyingKey } from "./verifyingKey.js";

/** The AES key of the frames of one epoch, kind, sender and instance, and what commits to it. */
export interface FrameKey {
  readonly key: CryptoKey;
  readonly commitment: Bytes;
}

export async function deriveFrameKey(
  sid: SessionId,
  header: FrameHeader,
  epochKey: EpochKey,
  sender: VerifyingKey,
): Promise<FrameKey> {
  const info = concat(
    label("latchkey/frame-key/v1"),
    u32(header.epoch),
    u8(kindCode(header.kind)),
    sender,
    header.instance,
  );
  const derived = await hkdf(epochKey.exposeBytes(), sessionIdBytes(sid), info, 64);
  return { key: await importAesKey(derived.slice(0, 32)), commitment: derived.slice(32) };
}

/** `label ‖ sid20 ‖ header`: what the ciphertext is bound to, and how the signed bytes begin. */
export function frameContext(sid: SessionId, header: FrameHeader): Bytes {
  return concat(label("latchkey/frame/v1"), sessionIdBytes(sid), encodeHeader(header));
}

/** Once per frame key, because the counter is. */
export function frameNonce(header: FrameHeader): Bytes {
  return concat(new Uint8Array(4), u64(header.counter));
}
