import { ascii, type Bytes, label } from "./bytes.js";
import { sha256 } from "./hashes.js";
import { type SessionId, sessionIdBytes } from "./sessionId.js";

/** L(-1): the log hash before the first entry. FORMATS.md §7. */
export function startOfLog(): Bytes {
  return new Uint8Array(32);
}

/** L(i): the log hash after an entry, which commits to every entry up to it. FORMATS.md §7. */
export async function nextLogHash(
  sid: SessionId,
  previous: Uint8Array,
  entry: string,
): Promise<Bytes> {
  const entryHash = await sha256(ascii(entry));
  return sha256(label("latchkey/log/v1"), sessionIdBytes(sid), previous, entryHash);
}
