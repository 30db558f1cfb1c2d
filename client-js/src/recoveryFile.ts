import { argon2idAsync } from "@noble/hashes/argon2.js";

import { importAesKey, openAes, sealAes } from "./aesGcm.js";
import { encodeBase64Url } from "./base64Url.js";
import { type Belongings, belongingsJson, readBelongings } from "./belongings.js";
import { ascii, type Bytes, concat, equalBytes, u8, utf8 } from "./bytes.js";
import { BrokerError } from "./errors.js";
import { FormatError } from "./formatError.js";
import { pad, unpad } from "./padding.js";
import { parseSessionId, type SessionId } from "./sessionId.js";
import { readBytes, readOrigin } from "./statementFields.js";
import { exactMembers, parseStrictJson, readString } from "./strictJson.js";

/** A member of its own, which is on no device: whoever has it is that member. */
export interface RecoveryMember extends Belongings {
  readonly sid: SessionId;
  readonly origin: string;
  readonly signingSeed: Bytes;
  readonly wrapSeed: Bytes;
}

const HEADER = concat(ascii("latchkey-recovery"), u8(1));
const SALT_BYTES = 16;
const IV_BYTES = 12;
const SEED_BYTES = 32;
const KEY_BYTES = 32;
/** A guess costs so much memory (KiB) and time. RFC 9106 §4, the second recommendation. */
const ARGON2 = { m: 64 * 1024, t: 3, p: 1, dkLen: KEY_BYTES } as const;
const MAX_FILE_BYTES = 1_048_576;

/** Seals the member for a file, by a passphrase. FORMATS.md §10.3. */
export async function sealRecoveryFile(
  member: RecoveryMember,
  passphrase: string,
  random: (bytes: Bytes) => Bytes = (bytes) => crypto.getRandomValues(bytes),
): Promise<Bytes> {
  const salt = random(new Uint8Array(SALT_BYTES));
  const iv = random(new Uint8Array(IV_BYTES));
  const { sid, origin, signingSeed, wrapSeed, ...belongings } = member;
  const text = JSON.stringify({
    sid,
    origin,
    signingSeed: encodeBase64Url(signingSeed),
    wrapSeed: encodeBase64Url(wrapSeed),
    belongings: belongingsJson(belongings),
  });
  const head = concat(HEADER, salt);
  const key = await keyOf(passphrase, salt);
  return concat(head, iv, await sealAes(key, iv, head, pad(utf8(text))));
}

/**
 * @throws {BrokerError} Of code `passphrase_wrong`; of code `recovery_failed` if this is no recovery
 *   file, or one of a later version.
 */
export async function openRecoveryFile(file: Bytes, passphrase: string): Promise<RecoveryMember> {
  const head = file.slice(0, HEADER.length + SALT_BYTES);
  const isOne = file.length <= MAX_FILE_BYTES && equalBytes(file.slice(0, HEADER.length), HEADER);
  if (!isOne || file.length <= head.length + IV_BYTES) {
    throw new BrokerError("recovery_failed", "this is no recovery file");
  }
  const key = await keyOf(passphrase, head.slice(HEADER.length));
  const iv = file.slice(head.length, head.length + IV_BYTES);
  const opened = await openAes(key, iv, head, file.slice(head.length + IV_BYTES)).catch(
    (cause: unknown) => {
      throw new BrokerError("passphrase_wrong", "another passphrase, or a damaged file", { cause });
    },
  );
  try {
    return decode(unpad(opened));
  } catch (cause) {
    if (cause instanceof FormatError) {
      throw new BrokerError("recovery_failed", "the file holds something else", { cause });
    }
    throw cause;
  }
}

function decode(text: Bytes): RecoveryMember {
  const names = ["sid", "origin", "signingSeed", "wrapSeed", "belongings"] as const;
  const { sid, origin, signingSeed, wrapSeed, belongings } = exactMembers(
    parseStrictJson(text),
    names,
  );
  return {
    sid: parseSessionId(readString(sid)),
    origin: readOrigin(origin),
    signingSeed: readBytes(signingSeed, SEED_BYTES),
    wrapSeed: readBytes(wrapSeed, SEED_BYTES),
    ...readBelongings(belongings),
  };
}

/** The same passphrase is the same bytes, however a keyboard composes its letters. */
async function keyOf(passphrase: string, salt: Bytes): Promise<CryptoKey> {
  const derived = await argon2idAsync(utf8(passphrase.normalize("NFKC")), salt, ARGON2);
  return importAesKey(new Uint8Array(derived));
}
