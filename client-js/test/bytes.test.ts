import { describe, expect, it, test } from "vitest";

import {
  ascii,
  ByteReader,
  concat,
  decodeUtf8,
  equalBytes,
  label,
  u16,
  u32,
  u64,
  u8,
} from "../src/bytes.js";
import { FormatError } from "../src/formatError.js";
import { fromHex, toHex } from "./hex.js";

describe("unsigned integers", () => {
  test.each([
    [u8, 0xff, "ff"],
    [u16, 0x0102, "0102"],
    [u32, 0xffffffff, "ffffffff"],
    [u64, 0, "0000000000000000"],
    [u64, 2 ** 32, "0000000100000000"],
    [u64, 2 ** 53 - 1, "001fffffffffffff"],
  ])("%o writes %d as %s", (encode, value, hex) => {
    expect(toHex(encode(value))).toBe(hex);
  });

  test.each([
    [u8, 256],
    [u16, 65536],
    [u32, 2 ** 32],
    [u64, 2 ** 53],
    [u8, -1],
    [u32, 1.5],
    [u64, NaN],
  ])("%o refuses %d", (encode, value) => {
    expect(() => encode(value)).toThrow(RangeError);
  });
});

describe("ByteReader", () => {
  it("reads what was written, and the rest", () => {
    const bytes = concat(u8(1), u16(2), u32(3), u64(2 ** 53 - 1), Uint8Array.of(7, 8, 9));
    const reader = new ByteReader(bytes);
    expect([reader.u8(), reader.u16(), reader.u32(), reader.u64()]).toEqual([1, 2, 3, 2 ** 53 - 1]);
    expect(reader.take(1)).toEqual(Uint8Array.of(7));
    expect(reader.rest()).toEqual(Uint8Array.of(8, 9));
    expect(() => reader.u8()).toThrow(FormatError);
  });

  it("refuses a u64 of 2^53", () => {
    expect(() => new ByteReader(fromHex("0020000000000000")).u64()).toThrow(FormatError);
  });

  it("hands out copies", () => {
    const bytes = Uint8Array.of(1);
    const taken = new ByteReader(bytes).take(1);
    bytes.fill(2);
    expect(taken).toEqual(Uint8Array.of(1));
  });
});

describe("texts as bytes", () => {
  it("ends a label with one zero byte", () => {
    expect(toHex(label("ab"))).toBe("616200");
  });

  it("has no ASCII for other letters", () => {
    expect(() => ascii("é")).toThrow(RangeError);
  });

  test.each([
    ["a byte order mark", "efbbbf61"],
    ["half a character", "e282"],
    ["a surrogate", "eda080"],
    ["an overlong slash", "c0af"],
  ])("does not read %s as UTF-8", (_, hex) => {
    expect(() => decodeUtf8(fromHex(hex))).toThrow(FormatError);
  });
});

test.each([
  ["", "", true],
  ["00", "00", true],
  ["0001", "0002", false],
  ["8001", "0001", false],
  ["00", "0000", false],
])("equalBytes of %j and %j is %j", (a, b, equal) => {
  expect(equalBytes(fromHex(a), fromHex(b))).toBe(equal);
});
