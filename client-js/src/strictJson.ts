import { decodeUtf8 } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { type JsonObject, JsonParser, type JsonValue } from "./jsonParser.js";

export type { JsonObject, JsonValue };

/**
 * Parses a JSON object that has one reading only: UTF-8 without a byte order mark, no duplicate
 * names, only integers in [0, 2^53), brackets nested at most `maxDepth` deep. FORMATS.md §2.
 *
 * @throws {FormatError} On everything else.
 */
export function parseStrictJson(bytes: Uint8Array, maxDepth = 8): JsonObject {
  return readObject(new JsonParser(decodeUtf8(bytes), maxDepth).parse());
}

/** The value as an object with exactly these members, in any order. */
export function exactMembers<const Name extends string>(
  value: JsonValue,
  names: readonly Name[],
): Readonly<Record<Name, JsonValue>> {
  const object = readObject(value);
  const found = Object.keys(object);
  if (found.length !== names.length || names.some((name) => !(name in object))) {
    throw new FormatError("json: missing or unknown member");
  }
  return object as Readonly<Record<Name, JsonValue>>;
}

export function readObject(value: JsonValue | undefined): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new FormatError("json: not an object");
  }
  return value as JsonObject;
}

export function readArray(value: JsonValue | undefined): readonly JsonValue[] {
  if (!Array.isArray(value)) {
    throw new FormatError("json: not an array");
  }
  return value as readonly JsonValue[];
}

export function readString(value: JsonValue | undefined): string {
  if (typeof value !== "string") {
    throw new FormatError("json: not a string");
  }
  return value;
}

/** An integer in [min, max]. */
export function readInteger(
  value: JsonValue | undefined,
  min = 0,
  max = Number.MAX_SAFE_INTEGER,
): number {
  if (typeof value !== "number" || value < min || value > max) {
    throw new FormatError("json: not an integer in range");
  }
  return value;
}

export function readBoolean(value: JsonValue | undefined): boolean {
  if (typeof value !== "boolean") {
    throw new FormatError("json: not a boolean");
  }
  return value;
}
