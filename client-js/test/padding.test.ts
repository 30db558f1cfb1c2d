import fc from "fast-check";
import { describe, expect, it, test } from "vitest";

import { concat, u32 } from "../src/bytes.js";
import { FormatError } from "../src/formatError.js";
import { pad, unpad } from "../src/padding.js";

describe("pad", () => {
  test.each([
    [0, 256],
    [1, 256],
    [252, 256],
    [253, 272],
    [268, 272],
    [269, 288],
    [508, 512],
    [509, 544],
    [1020, 1024],
    [1021, 1088],
    [65_532, 65_536],
    [65_533, 67_584],
    [258_044, 258_048],
    [258_045, 262_144],
  ])("makes of %d bytes %d", (length, padded) => {
    expect(pad(new Uint8Array(length))).toHaveLength(padded);
  });

  it("comes off again", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (data) => {
        expect(unpad(pad(data))).toEqual(new Uint8Array(data));
      }),
    );
  });

  it("costs at most 12 % above its floor", () => {
    fc.assert(
      fc.property(fc.integer({ min: 252, max: 250_000 }), (length) => {
        expect(pad(new Uint8Array(length)).length).toBeLessThanOrEqual((length + 4) * 1.12);
      }),
    );
  });
});

describe("unpad", () => {
  const zeros = (length: number) => new Uint8Array(length);

  test.each([
    ["nothing", zeros(0)],
    ["half a length", zeros(3)],
    ["less than the floor", concat(u32(4), zeros(4))],
    ["a length that does not fit", concat(u32(253), zeros(252))],
    ["a length of 2^32 - 1", concat(u32(2 ** 32 - 1), zeros(252))],
    ["a step too much", concat(u32(1), zeros(268))],
    ["a byte too much", concat(u32(252), zeros(253))],
    ["filler at the start", concat(u32(1), Uint8Array.of(0, 1), zeros(250))],
    ["filler at the end", concat(u32(1), zeros(251), Uint8Array.of(1))],
  ])("refuses %s", (_, padded) => {
    expect(() => unpad(padded)).toThrow(FormatError);
  });
});
