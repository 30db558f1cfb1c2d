import { FormatError } from "./formatError.js";
import { utf8 } from "./bytes.js";
import { InvalidTextError, type TextField } from "./invalidTextError.js";

/** The most bytes of UTF-8 that each text may have. FORMATS.md §2. */
export const MAX_TEXT_BYTES = { name: 256, title: 256, note: 2000 } as const;

export type TextKind = keyof typeof MAX_TEXT_BYTES;

export function fits(kind: TextKind, text: string): boolean {
  return utf8(text).length <= MAX_TEXT_BYTES[kind];
}

/** A text that the caller gave. @throws {InvalidTextError} If it is too long. */
export function requireText(kind: TextKind, field: TextField, text: string): string {
  if (!fits(kind, text)) {
    throw new InvalidTextError(
      field,
      `want at most ${String(MAX_TEXT_BYTES[kind])} bytes of UTF-8`,
    );
  }
  return text;
}

/**
 * A name that the caller gave, for people to read.
 *
 * @throws {InvalidTextError} If it is too long, or if there is nothing to read in it.
 */
export function requireName(kind: TextKind, field: TextField, text: string): string {
  if (typeof text !== "string" || text.trim() === "") {
    throw new InvalidTextError(field, "want more than white space");
  }
  return requireText(kind, field, text);
}

/** A text that somebody else sealed. @throws {FormatError} If it is none, or too long. */
export function readText(kind: TextKind, value: unknown): string {
  if (typeof value !== "string" || !fits(kind, value)) {
    throw new FormatError(`${kind}: no text, or too long`);
  }
  return value;
}
