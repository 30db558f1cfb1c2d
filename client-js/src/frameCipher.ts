import { type Bytes, concat, label, u32, u64, u8 } from "./bytes.js";
import { type EpochKey } from "./epochKey.js";
import { encodeHeader, type FrameHeader, kindCode } from "./frame.js";
import { hkdf } from "./hashes.js";
import { type SessionId, sessionIdBytes } from "./sessionId.js";
import { type VerifyingKey } from "./verifyingKey.js";

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
  const raw = derived.subarray(0, 32);
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  return { key, commitment: derived.slice(32) };
}

/** `label ‖ sid20 ‖ header`: what the ciphertext is bound to, and how the signed bytes begin. */
export function frameContext(sid: SessionId, header: FrameHeader): Bytes {
  return concat(label("latchkey/frame/v1"), sessionIdBytes(sid), encodeHeader(header));
}

export function gcmParameters(sid: SessionId, header: FrameHeader): AesGcmParams {
  const nonce = concat(new Uint8Array(4), u64(header.counter));
  return { name: "AES-GCM", iv: nonce, additionalData: frameContext(sid, header) };
}
