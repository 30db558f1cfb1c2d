import { encodeBase64Url } from "./base64Url.js";
import { type Bytes, utf8 } from "./bytes.js";
import { FormatError } from "./formatError.js";
import type { MemberId } from "./memberId.js";
import { COMPARISON_NONCE_BYTES } from "./shortAuthenticationString.js";
import { readBytes, readHash, readMemberId } from "./statementFields.js";
import { exactMembers, type JsonValue, parseStrictJson, readBoolean } from "./strictJson.js";

/**
 * What one of two members who compare tells the other: all that it has said so far. FORMATS.md
 * §10.1.
 */
export interface CompareMessage {
  readonly to: MemberId;
  /** The commitment of the one who asks; it names the comparison. */
  readonly asked: Bytes;
  /** The nonce of the one who is asked. */
  readonly askedNonce: Bytes | null;
  /** The nonce of the one who asks. Said back, it has arrived. */
  readonly askingNonce: Bytes | null;
  /** The one who speaks takes no part any more. */
  readonly over: boolean;
}

export function encodeCompareMessage(message: CompareMessage): Bytes {
  const { to, asked, askedNonce, askingNonce, over } = message;
  const compare = {
    to,
    asked: encodeBase64Url(asked),
    askedNonce: askedNonce && encodeBase64Url(askedNonce),
    askingNonce: askingNonce && encodeBase64Url(askingNonce),
    over,
  };
  return utf8(JSON.stringify({ compare }));
}

/** Undefined for every other payload. */
export function decodeCompareMessage(payload: Uint8Array): CompareMessage | undefined {
  try {
    const { compare } = exactMembers(parseStrictJson(payload), ["compare"]);
    const names = ["to", "asked", "askedNonce", "askingNonce", "over"] as const;
    const { to, asked, askedNonce, askingNonce, over } = exactMembers(compare, names);
    return {
      to: readMemberId(to),
      asked: readHash(asked),
      askedNonce: readNonce(askedNonce),
      askingNonce: readNonce(askingNonce),
      over: readBoolean(over),
    };
  } catch (error) {
    if (error instanceof FormatError) {
      return undefined;
    }
    throw error;
  }
}

function readNonce(value: JsonValue): Bytes | null {
  return value === null ? null : readBytes(value, COMPARISON_NONCE_BYTES);
}
