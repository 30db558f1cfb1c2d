import fc from "fast-check";
import { describe, expect, it, test } from "vitest";

import { utf8 } from "../src/bytes.js";
import { FormatError } from "../src/formatError.js";
import {
  exactMembers,
  parseStrictJson,
  readArray,
  readBoolean,
  readInteger,
  readObject,
  readString,
} from "../src/strictJson.js";

const parse = (text: string, maxDepth?: number) => parseStrictJson(utf8(text), maxDepth);

const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.string({ unit: "binary" }),
    fc.nat(),
    fc.maxSafeNat(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: "binary" }), tie("value"), { maxKeys: 4 }),
  ),
}));

describe("parseStrictJson", () => {
  it("reads what JSON.stringify writes", () => {
    fc.assert(
      fc.property(anyValue, fc.constantFrom("", " ", "\n\t"), (value, indent) => {
        const text = JSON.stringify({ value }, undefined, indent);
        expect(parse(text, 100)).toEqual({ value });
      }),
    );
  });

  it("accepts nothing that JSON.parse refuses, and reads the same", () => {
    const texts = fc.string({
      unit: fc.constantFrom(...Array.from('{}[]:,"\\u0eE+-.1 aA\n')),
      maxLength: 12,
    });
    fc.assert(
      fc.property(texts, (members) => {
        const text = `{"a":${members}}`;
        let read;
        try {
          read = parse(text);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
          return;
        }
        expect(read).toEqual(JSON.parse(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("throws nothing but FormatError on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        try {
          parseStrictJson(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
  });

  it("counts the outermost object as the first level", () => {
    expect(parse('{"a":{}}', 2)).toEqual({ a: {} });
    expect(() => parse('{"a":{}}', 1)).toThrow(FormatError);
  });

  it("gives an object no member that was not in the text", () => {
    expect("toString" in parse("{}")).toBe(false);
    expect(Object.keys(parse('{"__proto__":1}'))).toEqual(["__proto__"]);
  });
});

describe("exactMembers", () => {
  it("takes its members in any order", () => {
    expect(exactMembers(parse('{"b":2,"a":1}'), ["a", "b"])).toEqual({ a: 1, b: 2 });
  });

  test.each([
    ["a missing member", '{"a":1}'],
    ["another member", '{"a":1,"c":2}'],
    ["one more", '{"a":1,"b":2,"c":3}'],
    ["an inherited name", '{"a":1,"toString":2}'],
  ])("refuses %s", (_, text) => {
    expect(() => exactMembers(parse(text), ["a", "b"])).toThrow(FormatError);
  });
});

describe("typed members", () => {
  const values = { text: "a", integer: 1, flag: true, list: [], object: {}, nothing: null };
  const readers = {
    text: readString,
    integer: readInteger,
    flag: readBoolean,
    list: readArray,
    object: readObject,
  };

  test.each(Object.entries(readers))("a reader of %s reads that and nothing else", (type, read) => {
    for (const [name, value] of Object.entries({ ...values, missing: undefined })) {
      if (name === type) {
        expect(read(value)).toEqual(value);
      } else {
        expect(() => read(value)).toThrow(FormatError);
      }
    }
  });

  test.each([
    [0, false],
    [1, true],
    [5, true],
    [6, false],
  ])("an integer in [1, 5] may be %d: %j", (value, isFine) => {
    const reading = () => readInteger(value, 1, 5);
    if (isFine) {
      expect(reading()).toBe(value);
    } else {
      expect(reading).toThrow(FormatError);
    }
  });
});
