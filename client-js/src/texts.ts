import { FormatError } from "./formatError.js";
import { utf8 } from "./bytes.js";

/** The most bytes of UTF-8 that each text may have. FORMATS.md §2. */
export const MAX_TEXT_BYTES = { name: 256, title: 256, note: 2000 } as const;

export type TextKind = keyof typeof MAX_TEXT_BYTES;

export function fits(kind: TextKind, text: string): boolean {
  return utf8(text).length <= MAX_TEXT_BYTES[kind];
}

/** A text that the caller gave. @throws {RangeError} If it is too long. */
export function requireText(kind: TextKind, text: string): string {
  if (!fits(kind, text)) {
    throw new RangeError(`${kind}: more than ${String(MAX_TEXT_BYTES[kind])} bytes of UTF-8`);
  }
  return text;
}

/** A text that somebody else sealed. @throws {FormatError} If it is none, or too long. */
export function readText(kind: TextKind, value: unknown): string {
  if (typeof value !== "string" || !fits(kind, value)) {
    throw new FormatError(`${kind}: no text, or too long`);
  }
  return value;
}
