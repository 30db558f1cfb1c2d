import { openAes, sealAes } from "./aesGcm.js";
import { decodeBase64Url, encodeBase64Url } from "./base64Url.js";
import { type Bytes, concat, label, u8, utf8 } from "./bytes.js";
import { sha256 } from "./hashes.js";
import { OpenError } from "./openError.js";
import { pad, unpad } from "./padding.js";
import type { PublicKeys } from "./publicKeys.js";
import { type SessionId, sessionIdBytes } from "./sessionId.js";
import { readBytes, readHash, readKey, readWrapKey } from "./statementFields.js";
import { exactMembers, parseStrictJson, readString } from "./strictJson.js";
import { readText } from "./texts.js";
import type { VerifyingKey } from "./verifyingKey.js";

// What two devices tell each other at a rendezvous, one slot each. FORMATS.md §10.2.

/** Slot 0, by the new device: it commits to its keys and to a nonce. */
export interface HandoverOffer extends PublicKeys {
  /** How people call the device. */
  readonly device: string;
  readonly commitment: Bytes;
}

/** Slot 1, by the old device. */
export interface HandoverAnswer {
  readonly signingKey: VerifyingKey;
  readonly nonce: Bytes;
}

/** Slot 3, by the old device, after both have shown the emoji. Null: it refuses. */
export interface HandoverGift {
  /** The old device's half of `move~moved`. */
  readonly move: string;
  /** Sealed to the new device. */
  readonly belongings: Bytes;
}

export const NONCE_BYTES = 16;
const IV_BYTES = 12;

/** Seals for one slot under the key of the rendezvous: `nonce ‖ ciphertext ‖ tag`. */
export async function sealSlot(
  key: CryptoKey,
  sid: SessionId,
  slot: number,
  message: Bytes,
): Promise<Bytes> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  return concat(iv, await sealAes(key, iv, slotContext(sid, slot), pad(message)));
}

/** @throws {OpenError} Unless it was sealed for this slot under this key. */
export async function openSlot(
  key: CryptoKey,
  sid: SessionId,
  slot: number,
  sealed: Bytes,
): Promise<Bytes> {
  try {
    const iv = sealed.slice(0, IV_BYTES);
    return unpad(await openAes(key, iv, slotContext(sid, slot), sealed.slice(IV_BYTES)));
  } catch (cause) {
    throw new OpenError({ cause });
  }
}

function slotContext(sid: SessionId, slot: number): Bytes {
  return concat(label("latchkey/handover/v1"), sessionIdBytes(sid), u8(slot));
}

/** What the new device commits to before the old one shows its nonce. */
export function handoverCommitment(
  sid: SessionId,
  { signingKey, wrapKey }: PublicKeys,
  nonce: Bytes,
): Promise<Bytes> {
  const purpose = label("latchkey/handover-commit/v1");
  return sha256(purpose, sessionIdBytes(sid), signingKey, wrapKey, nonce);
}

export function encodeOffer({ signingKey, wrapKey, device, commitment }: HandoverOffer): Bytes {
  return encode({
    signingKey: encodeBase64Url(signingKey),
    wrapKey: encodeBase64Url(wrapKey),
    device,
    commitment: encodeBase64Url(commitment),
  });
}

export function decodeOffer(message: Bytes): HandoverOffer {
  const names = ["signingKey", "wrapKey", "device", "commitment"] as const;
  const claims = exactMembers(parseStrictJson(message), names);
  return {
    signingKey: readKey(claims.signingKey),
    wrapKey: readWrapKey(claims.wrapKey),
    device: readText("name", claims.device),
    commitment: readHash(claims.commitment),
  };
}

export function encodeAnswer({ signingKey, nonce }: HandoverAnswer): Bytes {
  return encode({ signingKey: encodeBase64Url(signingKey), nonce: encodeBase64Url(nonce) });
}

export function decodeAnswer(message: Bytes): HandoverAnswer {
  const { signingKey, nonce } = exactMembers(parseStrictJson(message), ["signingKey", "nonce"]);
  return { signingKey: readKey(signingKey), nonce: readBytes(nonce, NONCE_BYTES) };
}

/** Slot 2, by the new device. */
export function encodeNonce(nonce: Bytes): Bytes {
  return encode({ nonce: encodeBase64Url(nonce) });
}

export function decodeNonce(message: Bytes): Bytes {
  return readBytes(exactMembers(parseStrictJson(message), ["nonce"]).nonce, NONCE_BYTES);
}

export function encodeGift(gift: HandoverGift | null): Bytes {
  return encode({
    move: gift?.move ?? null,
    belongings: gift && encodeBase64Url(gift.belongings),
  });
}

export function decodeGift(message: Bytes): HandoverGift | null {
  const { move, belongings } = exactMembers(parseStrictJson(message), ["move", "belongings"]);
  if (move === null && belongings === null) {
    return null;
  }
  return { move: readString(move), belongings: decodeBase64Url(readString(belongings)) };
}

function encode(message: object): Bytes {
  return utf8(JSON.stringify(message));
}
