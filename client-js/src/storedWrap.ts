import { decodeBase64Url } from "./base64Url.js";
import type { Bytes } from "./bytes.js";
import { type JsonValue, readArray, readInteger, readObject, readString } from "./strictJson.js";

/** A wrapped epoch key as the broker serves it. */
export interface StoredWrap {
  readonly epoch: number;
  /** `member`, or `invite`. */
  readonly kind: string;
  readonly wrap: Bytes;
}

export function readWraps(value: JsonValue | undefined): readonly StoredWrap[] {
  return readArray(value).map((item) => {
    const { epoch, kind, wrap } = readObject(item);
    return {
      epoch: readInteger(epoch),
      kind: readString(kind),
      wrap: decodeBase64Url(readString(wrap)),
    };
  });
}
