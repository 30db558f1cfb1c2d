import { decodeBase64, encodeBase64 } from "./base64.js";
import { type Bytes, concat, equalBytes, utf8 } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { sha256 } from "./hashes.js";
import { type NoteSignature, requireNoteName, type SignedNote } from "./signedNote.js";
import { readVerifyingKey, verify, type VerifyingKey } from "./verifyingKey.js";

const VKEY = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/;
const NEWLINE = Uint8Array.of(10);
const KEY_ID_BYTES = 4;
const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** What a key signs: notes as they are, or that a witness saw a checkpoint at some time. */
export type NoteKeyType = "ed25519" | "cosignature";

const TYPE_BYTES: Readonly<Record<NoteKeyType, number>> = { ed25519: 1, cosignature: 4 };

/** A key under the name by which it signs notes. C2SP signed-note v1. */
export interface NoteKey {
  readonly name: string;
  readonly type: NoteKeyType;
  readonly key: VerifyingKey;
  /** The first 4 bytes of the hash of all this, which every signature names. */
  readonly id: Bytes;
}

/** @throws {FormatError} On a name that no note can have. */
export async function noteKey(
  name: string,
  key: VerifyingKey,
  type: NoteKeyType = "ed25519",
): Promise<NoteKey> {
  requireNoteName(name);
  const hash = await sha256(utf8(name), NEWLINE, Uint8Array.of(TYPE_BYTES[type]), key);
  return { name, type, key, id: hash.slice(0, KEY_ID_BYTES) };
}

/**
 * Reads the text of a key: name, ID in lower-case hex and key, with plus signs between them.
 *
 * @throws {FormatError} On what {@link noteKeyText} does not give.
 */
export async function parseNoteKey(text: string): Promise<NoteKey> {
  const [, name = "", , encoded = ""] = VKEY.exec(text) ?? [];
  const bytes = decodeBase64(encoded);
  const key = await noteKey(name, readVerifyingKey(bytes.subarray(1)), readType(bytes[0]));
  if (noteKeyText(key) !== text) {
    throw new FormatError("note key: its ID is that of another");
  }
  return key;
}

export function noteKeyText({ name, type, key, id }: NoteKey): string {
  const hex = Array.from(id, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${name}+${hex}+${encodeBase64(concat(Uint8Array.of(TYPE_BYTES[type]), key))}`;
}

/** Whether a signature of the note names this key, whoever made it. */
export function names({ signatures }: SignedNote, key: NoteKey): boolean {
  return signatures.some((signature) => isOf(signature, key));
}

/** Whether the note has a signature that names this key, and every such one is by it. */
export async function isNoteSignedBy(note: SignedNote, key: NoteKey): Promise<boolean> {
  for (const signature of note.signatures.filter((one) => isOf(one, key))) {
    if (!(await isBy(key, signature.value, note.text))) {
      return false;
    }
  }
  return names(note, key);
}

function isOf({ name, keyId }: NoteSignature, key: NoteKey): boolean {
  return name === key.name && equalBytes(keyId, key.id);
}

function isBy({ type, key }: NoteKey, value: Bytes, text: string): Promise<boolean> {
  switch (type) {
    case "ed25519":
      return verify(key, value, utf8(text));
    case "cosignature":
      return isCosignatureBy(key, value, text);
  }
}

/** Made by a witness, at a time that it signs, too. C2SP tlog-cosignature v1. */
async function isCosignatureBy(key: VerifyingKey, value: Bytes, text: string): Promise<boolean> {
  if (value.length !== TIME_BYTES + SIGNATURE_BYTES) {
    return false;
  }
  const time = new DataView(value.buffer).getBigInt64(0);
  const message = utf8(`cosignature/v1\ntime ${String(time)}\n${text}`);
  return time >= 0n && (await verify(key, value.subarray(TIME_BYTES), message));
}

function readType(byte: number | undefined): NoteKeyType {
  switch (byte) {
    case TYPE_BYTES.ed25519:
      return "ed25519";
    case TYPE_BYTES.cosignature:
      return "cosignature";
    default:
      throw new FormatError("note key: unknown type");
  }
}
