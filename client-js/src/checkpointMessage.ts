import { type Bytes, utf8 } from "./bytes.js";
import { FormatError } from "./formatError.js";
import type { MemberId } from "./memberId.js";
import { readMemberId } from "./statementFields.js";
import { exactMembers, parseStrictJson, readBoolean, readString } from "./strictJson.js";

/** One of two members who were told different things of the ledger shows the other its checkpoint. */
export interface CheckpointMessage {
  readonly to: MemberId;
  /** The newest checkpoint that the sender has verified, as the broker signed it. */
  readonly note: string;
  /** Whether the other one is to show its own, too. */
  readonly asks: boolean;
}

export function encodeCheckpointMessage({ to, note, asks }: CheckpointMessage): Bytes {
  return utf8(JSON.stringify({ checkpoint: { to, note, asks } }));
}

/** Undefined for every other payload. */
export function decodeCheckpointMessage(payload: Uint8Array): CheckpointMessage | undefined {
  try {
    const { checkpoint } = exactMembers(parseStrictJson(payload), ["checkpoint"]);
    const { to, note, asks } = exactMembers(checkpoint, ["to", "note", "asks"]);
    return { to: readMemberId(to), note: readString(note), asks: readBoolean(asks) };
  } catch (error) {
    if (error instanceof FormatError) {
      return undefined;
    }
    throw error;
  }
}
