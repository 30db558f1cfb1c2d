import { decodeBase64, encodeBase64 } from "./base64.js";
import { type Bytes, concat, equalBytes, utf8 } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { sha256 } from "./hashes.js";
import { type SignedNote } from "./signedNote.js";
import { readVerifyingKey, verify, type VerifyingKey } from "./verifyingKey.js";

const VKEY = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/;
const NAME = /^[^\s\p{White_Space}\p{Cc}\p{Cs}+]+$/u;
const NEWLINE = Uint8Array.of(10);
const KEY_ID_BYTES = 4;

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
  if (!NAME.test(name)) {
    throw new FormatError("note key: a name with white space or plus, or none");
  }
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

/** The bytes of the note's first signature that names this key; undefined if there is none. */
export function signatureOf({ signatures }: SignedNote, { name, id }: NoteKey): Bytes | undefined {
  return signatures.find((one) => one.name === name && equalBytes(one.keyId, id))?.signature;
}

/** Whether the note names this key, which is no witness's, and the signature is by it. */
export async function isNoteSignedBy(note: SignedNote, key: NoteKey): Promise<boolean> {
  const signature = signatureOf(note, key);
  return (
    key.type === "ed25519" &&
    signature !== undefined &&
    (await verify(key.key, signature, utf8(note.text)))
  );
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
