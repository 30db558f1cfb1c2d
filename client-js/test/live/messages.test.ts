import { readFileSync } from "node:fs";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { FormatError } from "../../src/formatError.js";
import { encodeHello, encodeWrite } from "../../src/live/clientMessage.js";
import { parseServerMessage } from "../../src/live/serverMessage.js";
import { fromHex, toHex } from "../hex.js";

/** The example of PROTOCOL.md §9.1, which the broker's tests read and write, too. */
const example = new Map(
  readFileSync(new URL("../../../broker/PROTOCOL.md", import.meta.url), "utf8")
    .split("<!-- live:begin")[1]
    ?.split("```")[1]
    ?.trim()
    .split("\n")
    .map((line) => {
      const [name = "", ...hex] = line.split(/ +/);
      return [name, hex.join("")] as const;
    }),
);

describe("live messages", () => {
  it("are written as PROTOCOL.md says", () => {
    const hello = {
      accessToken: "a.b.c",
      proof: "d.e.f",
      logSize: 2,
      namesVersion: 7,
      channels: [{ channel: 0, after: 42 }],
    };
    const append = {
      channel: 0,
      frame: new Uint8Array([0xff]),
      condition: { type: "at_head", head: 42 },
    } as const;
    expect(toHex(encodeHello(hello))).toBe(example.get("hello"));
    expect(toHex(encodeWrite(1, append))).toBe(example.get("append"));
  });

  it("are read as PROTOCOL.md says", () => {
    expect(read("acked")).toEqual({ type: "acked", ref: 1, seq: 43 });
    const frame = new Uint8Array([0xff]);
    expect(read("frame")).toEqual({ type: "frame", channel: 0, seq: 43, frame });
    const sentence = "Stopping.";
    expect(read("bye")).toEqual({ type: "bye", code: 4503, retryAfterMs: 1000, sentence });
  });

  it("are refused as a whole if they are too short, too long or of another type", () => {
    const acked = example.get("acked") ?? "";
    for (const hex of ["", acked.slice(0, -2), `${acked}00`, `7f${acked.slice(2)}`]) {
      expect(() => parseServerMessage(fromHex(hex)), hex).toThrow(FormatError);
    }
  });

  it("are read or refused, whatever comes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        try {
          parseServerMessage(new Uint8Array(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
  });
});

function read(name: string): ReturnType<typeof parseServerMessage> {
  return parseServerMessage(fromHex(example.get(name) ?? ""));
}
