import { type Bytes, decodeUtf8, utf8 } from "./bytes.js";
import type { Json } from "./json.js";

/** @throws {TypeError} On what JSON cannot hold. */
export function encodeState(state: Json): Bytes {
  const text: unknown = JSON.stringify(state);
  if (typeof text !== "string") {
    throw new TypeError("the state is nothing that JSON can hold");
  }
  return utf8(text);
}

/** The state that a frame holds, frozen; undefined if the frame holds none. */
export function decodeState(payload: Bytes): Json | undefined {
  try {
    return freeze(JSON.parse(decodeUtf8(payload)) as Json);
  } catch {
    return undefined;
  }
}

function freeze<T extends Json>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach((member: Json) => freeze(member));
    Object.freeze(value);
  }
  return value;
}
