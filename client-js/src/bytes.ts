import { FormatError } from "./formatError.js";

/** Bytes that own their memory, as WebCrypto wants them. */
export type Bytes = Uint8Array<ArrayBuffer>;

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Compares in a time that depends on the lengths only. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) {
    return false;
  }
  let difference = 0;
  for (let i = 0; i < a.length; i++) {
    difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  }
  return difference === 0;
}

export function utf8(text: string): Bytes {
  return ENCODER.encode(text);
}

/** @throws {FormatError} On bytes that are not UTF-8, and on a byte order mark. */
export function decodeUtf8(bytes: Uint8Array): string {
  let text: string;
  try {
    text = DECODER.decode(bytes);
  } catch (cause) {
    throw new FormatError("text: not UTF-8", { cause });
  }
  if (text.startsWith("\uFEFF")) {
    throw new FormatError("text: begins with a byte order mark");
  }
  return text;
}

export function ascii(text: string): Bytes {
  const bytes = utf8(text);
  if (bytes.length !== text.length) {
    throw new RangeError("not ASCII");
  }
  return bytes;
}

/** A domain separation label: its ASCII bytes and one zero byte. */
export function label(name: string): Bytes {
  return ascii(`${name}\0`);
}

export function u8(value: number): Bytes {
  return unsigned(value, 1);
}

export function u16(value: number): Bytes {
  return unsigned(value, 2);
}

export function u32(value: number): Bytes {
  return unsigned(value, 4);
}

/** Eight bytes for a value below 2^53. */
export function u64(value: number): Bytes {
  return unsigned(value, 8);
}

function unsigned(value: number, size: number): Bytes {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 2 ** (8 * size)) {
    throw new RangeError(`not an unsigned integer of ${String(size)} bytes`);
  }
  const bytes = new Uint8Array(size);
  let rest = value;
  for (let i = size - 1; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

/** Reads a byte string from its start. Every method throws FormatError where the bytes run out. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(length: number): Bytes {
    const end = this.#offset + length;
    if (end > this.#bytes.length) {
      throw new FormatError("bytes: cut short");
    }
    const taken = new Uint8Array(this.#bytes.subarray(this.#offset, end));
    this.#offset = end;
    return taken;
  }

  rest(): Bytes {
    return this.take(this.#bytes.length - this.#offset);
  }

  u8(): number {
    return this.#unsigned(1);
  }

  u16(): number {
    return this.#unsigned(2);
  }

  u32(): number {
    return this.#unsigned(4);
  }

  /** Refuses values from 2^53 on. */
  u64(): number {
    const value = this.#unsigned(8);
    if (!Number.isSafeInteger(value)) {
      throw new FormatError("bytes: number of 2^53 or more");
    }
    return value;
  }

  #unsigned(size: number): number {
    return this.take(size).reduce((value, byte) => value * 256 + byte, 0);
  }
}
