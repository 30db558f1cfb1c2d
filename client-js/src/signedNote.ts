import { decodeBase64 } from "./base64.js";
import type { Bytes } from "./bytes.js";
import { FormatError } from "./formatError.js";

const MAX_CHARS = 131_072;
const MAX_SIGNATURES = 64;
const KEY_ID_BYTES = 4;
const SEPARATOR = "\n\n";
const SIGNATURE = /^— ([^ ]+) ([^ ]+)$/;
const NAME = /^[^\s\p{White_Space}\p{Z}\p{Cc}\p{Cs}+]+$/u;
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\0-\x09\x0b-\x1f]|\p{Cs}/u;

/** One signature below a note. It says nothing until a key has verified it. */
export interface NoteSignature {
  readonly name: string;
  /** The first bytes of the hash of name and key. */
  readonly keyId: Bytes;
  /** What the key made; how long it is depends on the kind of key. */
  readonly value: Bytes;
}

/** A text with signatures below it. C2SP signed-note v1. */
export interface SignedNote {
  /** What is signed; ends with a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/**
 * Reads a note of at most 64 signatures and 131,072 characters, and verifies nothing.
 *
 * @throws {FormatError} On what is no signed note.
 */
export function parseSignedNote(note: string): SignedNote {
  const end = note.lastIndexOf(SEPARATOR);
  if (note.length > MAX_CHARS || CONTROL.test(note) || end < 0 || !note.endsWith("\n")) {
    throw new FormatError("note: too long, not in lines or no signature");
  }
  const lines = note.slice(end + SEPARATOR.length, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) {
    throw new FormatError("note: too many signatures");
  }
  return { text: note.slice(0, end + 1), signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): NoteSignature {
  const [, name = "", encoded = ""] = SIGNATURE.exec(line) ?? [];
  requireNoteName(name);
  const bytes = decodeBase64(encoded);
  if (bytes.length <= KEY_ID_BYTES) {
    throw new FormatError("note: malformed signature");
  }
  return {
    name,
    keyId: bytes.slice(0, KEY_ID_BYTES),
    value: bytes.slice(KEY_ID_BYTES),
  };
}

/** @throws {FormatError} On a name that no key of notes can have. */
export function requireNoteName(name: string): void {
  if (!NAME.test(name)) {
    throw new FormatError("note: a name with white space or plus, or none");
  }
}
