import { type Bytes, label, u64, u8 } from "./bytes.js";
import { sha256 } from "./hashes.js";
import { type SessionId, sessionIdBytes } from "./sessionId.js";

/** h(0) of every channel. */
export function startOfChannel(): Bytes {
  return new Uint8Array(32);
}

/** h(seq): commits to every frame of the channel up to this one. FORMATS.md §9. */
export async function nextHash(
  sid: SessionId,
  channel: number,
  previous: Uint8Array,
  seq: number,
  frame: Uint8Array,
): Promise<Bytes> {
  return sha256(
    label("latchkey/channel/v1"),
    sessionIdBytes(sid),
    u8(channel),
    previous,
    u64(seq),
    await sha256(frame),
  );
}
