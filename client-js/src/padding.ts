import { ByteReader, type Bytes, u32 } from "./bytes.js";
import { FormatError } from "./formatError.js";

const LENGTH_BYTES = 4;
const MIN_PADDED_BYTES = 256;

/**
 * Hides the length of `data` up to its order of magnitude: a longer text costs at most 12 % and shows
 * O(log log n) bits. Padmé, with a floor of 256 bytes. FORMATS.md §8.
 */
export function pad(data: Uint8Array): Bytes {
  const padded = new Uint8Array(paddedLength(LENGTH_BYTES + data.length));
  padded.set(u32(data.length));
  padded.set(data, LENGTH_BYTES);
  return padded;
}

/** @throws {FormatError} Unless the bytes are exactly what {@link pad} makes of some data. */
export function unpad(padded: Uint8Array): Bytes {
  const reader = new ByteReader(padded);
  const length = reader.u32();
  const data = reader.take(length);
  const filler = reader.rest();
  if (padded.length !== paddedLength(LENGTH_BYTES + length)) {
    throw new FormatError("padding: wrong total length");
  }
  if (filler.some((byte) => byte !== 0)) {
    throw new FormatError("padding: filler is not zero");
  }
  return data;
}

function paddedLength(length: number): number {
  const exponent = floorLog2(length);
  const zeroBits = exponent - (floorLog2(exponent) + 1);
  const step = 2 ** Math.max(zeroBits, 0);
  return Math.max(MIN_PADDED_BYTES, Math.ceil(length / step) * step);
}

function floorLog2(value: number): number {
  return 31 - Math.clz32(value);
}
