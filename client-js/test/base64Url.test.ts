import fc from "fast-check";
import { describe, expect, it, test } from "vitest";

import { decodeBase64Url, encodeBase64Url } from "../src/base64Url.js";
import { FormatError } from "../src/formatError.js";

// RFC 4648 §10, without padding, and the two characters that differ from base64.
const pairs: readonly (readonly [hex: string, text: string])[] = [
  ["", ""],
  ["66", "Zg"],
  ["666f", "Zm8"],
  ["666f6f", "Zm9v"],
  ["666f6f62", "Zm9vYg"],
  ["666f6f6261", "Zm9vYmE"],
  ["666f6f626172", "Zm9vYmFy"],
  ["fbff", "-_8"],
];

describe("base64url", () => {
  test.each(pairs)("encodes and decodes %j as %j", (hex, text) => {
    const bytes = Uint8Array.from(Buffer.from(hex, "hex"));
    expect(encodeBase64Url(bytes)).toBe(text);
    expect(decodeBase64Url(text)).toEqual(bytes);
  });

  it("agrees with Node on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = encodeBase64Url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString("base64url"));
        expect(decodeBase64Url(text)).toEqual(Uint8Array.from(bytes));
      }),
    );
  });

  it("accepts a text only if encoding gives it back", () => {
    const texts = fc.string({
      unit: fc.constantFrom("A", "Q", "g", "w", "z", "0", "9", "-", "_", "="),
      maxLength: 8,
    });
    fc.assert(
      fc.property(texts, (text) => {
        const canonical = Buffer.from(text, "base64url").toString("base64url") === text;
        if (canonical) {
          expect(encodeBase64Url(decodeBase64Url(text))).toBe(text);
        } else {
          expect(() => decodeBase64Url(text)).toThrow(FormatError);
        }
      }),
    );
  });

  test.each([
    ["padding", "Zg=="],
    ["inner padding", "Zg=Z"],
    ["the base64 plus", "+_8"],
    ["the base64 slash", "-/8"],
    ["a space", "Zm 9"],
    ["a line break", "Zm8\n"],
    ["a non-ASCII character", "Zmé9"],
    ["a character beyond 16 bits", "Zm😀"],
    ["NUL", "Zm8\0"],
  ])("refuses %s", (_, text) => {
    expect(() => decodeBase64Url(text)).toThrow(/outside the alphabet|impossible length/);
  });

  test.each(["A", "AAAAA", "Zm9vY"])("refuses the impossible length of %j", (text) => {
    expect(() => decodeBase64Url(text)).toThrow("impossible length");
  });

  test.each(["Zh", "Zv", "Zm9", "Zm-", "AB", "AAB"])("refuses trailing bits in %j", (text) => {
    expect(() => decodeBase64Url(text)).toThrow("trailing bits");
  });

  it("does not quote the refused text, which may be a secret", () => {
    expect(() => decodeBase64Url("c2VjcmV0=")).toThrow(/^(?!.*c2VjcmV0)/);
  });
});
