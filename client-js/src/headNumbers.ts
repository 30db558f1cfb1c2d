import { type JsonValue, readInteger, readObject } from "./strictJson.js";

/** Channels and their heads as the broker tells them: `{"<channel>":head,…}`. */
export function readHeadNumbers(value: JsonValue): ReadonlyMap<number, number> {
  return new Map(
    Object.entries(readObject(value)).map(([channel, head]) => [
      Number(channel),
      readInteger(head),
    ]),
  );
}
