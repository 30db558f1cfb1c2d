import { decodeBase64Url } from "./base64Url.js";
import type { Bytes } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { type InviteId, parseInviteId } from "./inviteId.js";
import { type MemberId, parseMemberId } from "./memberId.js";
import type { ChannelHead, TreeHead } from "./statement.js";
import { exactMembers, type JsonValue, readArray, readInteger, readString } from "./strictJson.js";
import { readVerifyingKey, type VerifyingKey } from "./verifyingKey.js";
import { readWrapPublicKey, type WrapPublicKey } from "./wrapKey.js";

// Readers of the values that statements are made of. Each throws FormatError on any other value.

const MAX_CHANNEL = 255;
const HASH_BYTES = 32;
const ORIGIN = /^[!-~]{1,255}$/;
const CHALLENGE = /^[A-Za-z0-9_-]{16,256}$/;

export function readOrigin(value: JsonValue): string {
  return readMatching(value, ORIGIN);
}

export function readChallenge(value: JsonValue): string {
  return readMatching(value, CHALLENGE);
}

export function readBytes(value: JsonValue, length: number): Bytes {
  const bytes = decodeBase64Url(readString(value));
  if (bytes.length !== length) {
    throw new FormatError("statement: bytes of another length");
  }
  return bytes;
}

export function readHash(value: JsonValue): Bytes {
  return readBytes(value, HASH_BYTES);
}

export function readKey(value: JsonValue): VerifyingKey {
  return readVerifyingKey(decodeBase64Url(readString(value)));
}

export function readWrapKey(value: JsonValue): WrapPublicKey {
  return readWrapPublicKey(decodeBase64Url(readString(value)));
}

export function readMemberId(value: JsonValue): MemberId {
  return parseMemberId(readString(value));
}

export function readInviteId(value: JsonValue): InviteId {
  return parseInviteId(readString(value));
}

/** A list without duplicates. */
export function readIds<Id extends string>(
  value: JsonValue,
  read: (item: JsonValue) => Id,
): readonly Id[] {
  const ids = readArray(value).map(read);
  requireDistinct(ids);
  return ids;
}

export function requireDistinct(ids: readonly string[]): void {
  if (new Set(ids).size !== ids.length) {
    throw new FormatError("statement: an ID twice in one list");
  }
}

/** Heads, ascending by channel. */
export function readHeads(value: JsonValue): readonly ChannelHead[] {
  let last = -1;
  return readArray(value).map((item) => {
    const { channel, head, hash } = exactMembers(item, ["channel", "head", "hash"]);
    const next = readInteger(channel, 0, MAX_CHANNEL);
    if (next <= last) {
      throw new FormatError("statement: heads are not ascending by channel");
    }
    last = next;
    return { channel: next, head: readInteger(head), hash: readHash(hash) };
  });
}

export function readTreeHead(value: JsonValue): TreeHead {
  const { size, root } = exactMembers(value, ["size", "root"]);
  return { size: readInteger(size), root: readHash(root) };
}

function readMatching(value: JsonValue, pattern: RegExp): string {
  const text = readString(value);
  if (!pattern.test(text)) {
    throw new FormatError("statement: malformed text");
  }
  return text;
}
