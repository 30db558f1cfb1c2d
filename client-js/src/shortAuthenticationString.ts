import { type Bytes, label } from "./bytes.js";
import { type Emoji, EMOJI } from "./emojiWords.js";
import { FormatError } from "./formatError.js";
import { sha256 } from "./hashes.js";
import { type SessionId, sessionIdBytes } from "./sessionId.js";
import type { VerifyingKey } from "./verifyingKey.js";

// Seven emoji that two people compare to be sure that nobody stands between their devices.
// FORMATS.md §10.1.

export const COMPARISON_NONCE_BYTES = 16;

const HASH_BYTES = 32;
const LENGTH = 7;
const BITS = 6;

/** What a host and a joiner compare. */
export interface KnockParts {
  readonly sid: SessionId;
  /** The signing key of the host that signed the knock. */
  readonly host: VerifyingKey;
  /** Hash of the joiner's member entry. */
  readonly entry: Uint8Array;
  /** That of the knock. */
  readonly nonce: Uint8Array;
}

/** What two members compare, the first of whom asked the other. */
export interface MemberParts {
  readonly sid: SessionId;
  readonly asking: VerifyingKey;
  readonly asked: VerifyingKey;
  readonly askingNonce: Uint8Array;
  readonly askedNonce: Uint8Array;
}

/** @throws {FormatError} If the hash is not 32 bytes or the nonce not 16. */
export async function knockEmoji({
  sid,
  host,
  entry,
  nonce,
}: KnockParts): Promise<readonly Emoji[]> {
  requireSize(entry, HASH_BYTES);
  requireSize(nonce, COMPARISON_NONCE_BYTES);
  return emojiOf(await sha256(label("latchkey/sas/v1"), sessionIdBytes(sid), host, entry, nonce));
}

/** @throws {FormatError} If a nonce is not 16 bytes. */
export async function memberEmoji(parts: MemberParts): Promise<readonly Emoji[]> {
  const { sid, asking, asked, askingNonce, askedNonce } = parts;
  requireSize(askingNonce, COMPARISON_NONCE_BYTES);
  requireSize(askedNonce, COMPARISON_NONCE_BYTES);
  const header = label("latchkey/sas-members/v1");
  return emojiOf(await sha256(header, sessionIdBytes(sid), asking, asked, askingNonce, askedNonce));
}

/** What the two devices of a hand-over compare. */
export interface HandoverParts {
  readonly sid: SessionId;
  /** The signing key of the old device. */
  readonly old: VerifyingKey;
  /** Hash of what the new device offered. */
  readonly offer: Uint8Array;
  readonly oldNonce: Uint8Array;
  readonly newNonce: Uint8Array;
}

/** @throws {FormatError} If the hash is not 32 bytes or a nonce not 16. */
export async function handoverEmoji(parts: HandoverParts): Promise<readonly Emoji[]> {
  const { sid, old, offer, oldNonce, newNonce } = parts;
  requireSize(offer, HASH_BYTES);
  requireSize(oldNonce, COMPARISON_NONCE_BYTES);
  requireSize(newNonce, COMPARISON_NONCE_BYTES);
  const header = label("latchkey/sas-handover/v1");
  return emojiOf(await sha256(header, sessionIdBytes(sid), old, offer, oldNonce, newNonce));
}

/**
 * What `by` sends to `towards` before it may know the nonce of the other one.
 *
 * @throws {FormatError} If the nonce is not 16 bytes.
 */
export async function comparisonCommitment(
  sid: SessionId,
  by: VerifyingKey,
  towards: VerifyingKey,
  nonce: Uint8Array,
): Promise<Bytes> {
  requireSize(nonce, COMPARISON_NONCE_BYTES);
  return sha256(label("latchkey/sas-commit/v1"), sessionIdBytes(sid), by, towards, nonce);
}

function emojiOf(hash: Bytes): readonly Emoji[] {
  const bits = new DataView(hash.buffer).getBigUint64(0);
  const places = Array.from({ length: LENGTH }, (_, i) =>
    Number(BigInt.asUintN(BITS, bits >> BigInt(64 - BITS * (i + 1)))),
  );
  return places.flatMap((place) => EMOJI.slice(place, place + 1));
}

function requireSize(bytes: Uint8Array, size: number): void {
  if (bytes.length !== size) {
    throw new FormatError(`emoji: not ${String(size)} bytes`);
  }
}
