import fc from "fast-check";
import { beforeAll, describe, expect, it, test } from "vitest";

import { concat, u16, u32, u64, utf8 } from "../src/bytes.js";
import { randomEpochKey } from "../src/epochKey.js";
import { FormatError } from "../src/formatError.js";
import { encodeFrame, type Frame, parseFrame } from "../src/frame.js";
import { encodeBody, type FrameBody, type LastCounter, parseBody } from "../src/frameBody.js";
import { frameContext } from "../src/frameCipher.js";
import { openFrame } from "../src/frameOpener.js";
import { FrameSealer } from "../src/frameSealer.js";
import { memberIdFromBytes } from "../src/memberId.js";
import { NonceSequence } from "../src/nonceSequence.js";
import { OpenError } from "../src/openError.js";
import { deriveSessionId } from "../src/sessionId.js";
import { generateSigningKey } from "../src/signingKey.js";
import { aBody, aSessionOfOne, links, type SessionOfOne } from "./builders.js";
import { fromHex } from "./hex.js";

let session: SessionOfOne;
let frame: Frame;

beforeAll(async () => {
  session = await aSessionOfOne();
  frame = await session.sealer.seal("append", 7, aBody(utf8("hello")));
});

const open = (changed: Frame) =>
  openFrame(session.sid, changed, session.epochKey, session.key.publicKey);

describe("a frame", () => {
  it("opens as it was sealed", async () => {
    expect(await open(frame)).toEqual(aBody(utf8("hello")));
  });

  it("is read as it was written", () => {
    expect(parseFrame(encodeFrame(frame))).toEqual(frame);
  });

  it("has its parts where the format says", () => {
    const bytes = encodeFrame(frame);
    expect(bytes.subarray(0, 8)).toEqual(fromHex("0101010700000001"));
    expect(bytes.subarray(24, 32)).toEqual(frame.header.instance);
    expect(bytes.subarray(32, 40)).toEqual(u64(frame.header.counter));
    expect(bytes.subarray(40, 72)).toEqual(frame.commitment);
    expect(bytes.subarray(-64)).toEqual(frame.signature);
    expect(bytes).toHaveLength(40 + 32 + 256 + 16 + 64);
  });

  it("does not open with any bit changed", async () => {
    const bytes = encodeFrame(frame);
    await fc.assert(
      fc.asyncProperty(fc.nat(8 * bytes.length - 1), async (bit) => {
        const changed = new Uint8Array(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        let parsed;
        try {
          parsed = parseFrame(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
          return;
        }
        await expect(open(parsed)).rejects.toThrow(OpenError);
      }),
      { numRuns: 300 },
    );
  });

  it("does not open elsewhere", async () => {
    const { sid, epochKey, key } = session;
    const otherKey = (await generateSigningKey()).publicKey;
    const otherSid = await deriveSessionId(otherKey, new Uint8Array(16));
    for (const elsewhere of [
      () => openFrame(otherSid, frame, epochKey, key.publicKey),
      () => openFrame(sid, frame, randomEpochKey(), key.publicKey),
      () => openFrame(sid, frame, epochKey, otherKey),
    ]) {
      await expect(elsewhere()).rejects.toThrow(new OpenError());
    }
  });

  it("does not open with a part changed that its sender signed again", async () => {
    const { header, commitment, ciphertext } = frame;
    for (const changed of [
      { ...frame, header: { ...header, kind: "ephemeral" as const } },
      { ...frame, header: { ...header, channel: 8 } },
      { ...frame, header: { ...header, epoch: 2 } },
      { ...frame, header: { ...header, instance: new Uint8Array(8).fill(1) } },
      { ...frame, header: { ...header, counter: 99 } },
      { ...frame, commitment: new Uint8Array(commitment).reverse() },
      { ...frame, ciphertext: new Uint8Array(ciphertext).reverse() },
    ]) {
      const signature = await session.key.sign(
        frameContext(session.sid, changed.header),
        changed.commitment,
        changed.ciphertext,
      );
      await expect(open({ ...changed, signature })).rejects.toThrow(new OpenError());
    }
  });

  it("is large enough for a body of 258,044 bytes and no more", async () => {
    const overhead = encodeBody("append", aBody(new Uint8Array())).length;
    const largest = new Uint8Array(258_044 - overhead);
    const sealed = await session.sealer.seal("append", 0, aBody(largest));
    expect(await open(parseFrame(encodeFrame(sealed)))).toEqual(aBody(largest));
    const larger = aBody(new Uint8Array(largest.length + 1));
    await expect(session.sealer.seal("append", 0, larger)).rejects.toThrow(RangeError);
  });

  test.each([
    ["another version", 0, "02"],
    ["another suite", 1, "02"],
    ["no kind", 2, "00"],
    ["an unknown kind", 2, "05"],
    ["a name's kind in a channel", 2, "04"],
    ["epoch 0", 4, "00000000"],
    ["epoch 2^31", 4, "80000000"],
    ["no instance", 24, "0000000000000000"],
    ["counter 0", 32, "0000000000000000"],
    ["counter 2^53", 32, "0020000000000000"],
  ])("does not parse with %s", (_, at, hex) => {
    const bytes = encodeFrame(frame);
    bytes.set(fromHex(hex), at);
    expect(() => parseFrame(bytes)).toThrow(FormatError);
  });

  test.each([0, 39, 407, 262_145])("does not parse with %d bytes", (length) => {
    const bytes = new Uint8Array(length);
    bytes.set(encodeFrame(frame).subarray(0, length));
    expect(() => parseFrame(bytes)).toThrow(FormatError);
  });

  it("throws nothing but FormatError on any bytes", () => {
    const tails = fc.uint8Array({ minLength: 300, maxLength: 600 });
    fc.assert(
      fc.property(tails, fc.boolean(), (tail, isHeaded) => {
        try {
          parseFrame(isHeaded ? concat(fromHex("010101"), tail) : tail);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
  });
});

describe("a sealer", () => {
  it("counts concurrent frames in the order of the calls", async () => {
    const { sealer } = await aSessionOfOne();
    const frames = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        sealer.seal(i % 2 ? "append" : "ephemeral", 0, aBody()),
      ),
    );
    const counters = (kind: string) =>
      frames.filter(({ header }) => header.kind === kind).map(({ header }) => header.counter);
    const upTo50 = Array.from({ length: 50 }, (_, i) => i + 1);
    expect(counters("append")).toEqual(upTo50);
    expect(counters("ephemeral")).toEqual(upTo50);
  });

  it("counts append and replace together, over all channels, and the others apart", async () => {
    const { sealer } = await aSessionOfOne();
    const covers = { seq: 0, hash: new Uint8Array(32), counters: [] };
    const sealed = [
      await sealer.seal("append", 0, aBody()),
      await sealer.seal("replace", 1, { ...aBody(), covers }),
      await sealer.seal("append", 255, aBody()),
      await sealer.seal("ephemeral", 0, aBody()),
      await sealer.seal("name", 0, aBody()),
    ];
    expect(sealed.map(({ header }) => header.counter)).toEqual([1, 2, 3, 1, 1]);
  });

  it("is another instance each time", async () => {
    const { sid, epochKey, key, mid } = session;
    const other = await new FrameSealer(sid, 1, epochKey, key, mid).seal("append", 7, aBody());
    expect(other.header.instance).not.toEqual(frame.header.instance);
    expect(other.commitment).not.toEqual(frame.commitment);
  });

  it("spends no counter on a body that it refuses", async () => {
    const { sealer } = await aSessionOfOne();
    await expect(sealer.seal("replace", 0, aBody())).rejects.toThrow(RangeError);
    expect((await sealer.seal("append", 0, aBody())).header.counter).toBe(1);
  });
});

describe("NonceSequence", () => {
  it("ends at 2^32 - 1", () => {
    const sequence = new NonceSequence(2 ** 32 - 2);
    expect(sequence.take()).toBe(2 ** 32 - 1);
    expect(() => sequence.take()).toThrow(RangeError);
    expect(() => sequence.take()).toThrow(RangeError);
  });
});

describe("a body", () => {
  const counter = (sender: number, last: number): LastCounter => ({
    epoch: 1,
    sender: memberIdFromBytes(new Uint8Array(16).fill(sender)),
    instance: new Uint8Array(8).fill(5),
    counter: last,
    seq: 5,
  });
  const replace: FrameBody = {
    links: links({ conditional: true, head: 2 ** 53 - 1, checkpointSize: 3 }),
    covers: { seq: 5, hash: new Uint8Array(32).fill(1), counters: [counter(1, 9), counter(2, 8)] },
    payload: utf8("state"),
  };
  const covers = 113 + 8 + 32;

  it("is read as it was written", () => {
    expect(parseBody("replace", encodeBody("replace", replace))).toEqual(replace);
    expect(parseBody("append", encodeBody("append", aBody()))).toEqual(aBody());
  });

  it("lists counters in ascending order, however they come", () => {
    const counters = [counter(2, 8), counter(1, 9)];
    const mixed = { ...replace, covers: { seq: 5, hash: new Uint8Array(32).fill(1), counters } };
    expect(encodeBody("replace", mixed)).toEqual(encodeBody("replace", replace));
  });

  it("covers something if and only if it is a replace", () => {
    expect(() => encodeBody("append", replace)).toThrow(RangeError);
    expect(() => encodeBody("replace", aBody())).toThrow(RangeError);
  });

  test.each([
    ["an unknown flag", 0, "03"],
    ["a head of 2^53", 1, "0020000000000000"],
    ["a checkpoint of 2^53", 73, "0020000000000000"],
    ["more counters than it has", covers, "ffff"],
    ["counters in descending order", covers + 2 + 4, "03".repeat(16)],
    ["one instance twice", covers + 2 + 4, "02".repeat(16)],
    ["counters of epoch 0", covers + 2, "00000000"],
    ["a counter 0 of an instance", covers + 2 + 28, "0000000000000000"],
    ["a counter of no instance", covers + 2 + 20, "0000000000000000"],
    ["a counter that was used at 0", covers + 2 + 36, "0000000000000000"],
    ["a counter that was used after what is covered", covers + 2 + 36, "0000000000000006"],
  ])("is not read with %s", (_, at, hex) => {
    const bytes = encodeBody("replace", replace);
    bytes.set(fromHex(hex), at);
    expect(() => parseBody("replace", bytes)).toThrow(FormatError);
  });

  it("lists at most eight instances of a sender, beside its floor", () => {
    const instances = Array.from({ length: 9 }, (_, i) => ({
      ...counter(1, i),
      instance: new Uint8Array(8).fill(i),
    }));
    const listing = (counters: readonly LastCounter[]) =>
      encodeBody("replace", {
        ...replace,
        covers: { seq: 5, hash: new Uint8Array(32), counters },
      });
    expect(parseBody("replace", listing(instances)).covers?.counters).toEqual(instances);
    const ninth = { ...counter(1, 9), instance: new Uint8Array(8).fill(9) };
    const nine = [...instances.slice(1), ninth];
    expect(() => parseBody("replace", listing(nine))).toThrow(FormatError);
  });

  it("throws nothing but FormatError on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(3), (tail, count) => {
        const bytes = concat(new Uint8Array(113 + 40), u16(count), u32(1), tail);
        try {
          parseBody("replace", bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
  });
});
