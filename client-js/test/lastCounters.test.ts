import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { type Bytes } from "../src/bytes.js";
import { type ChannelReader } from "../src/channelReader.js";
import { type StoredFrame } from "../src/durableFrame.js";
import { type LastCounter } from "../src/frameBody.js";
import { aChannel, type ChannelLog, instanceOf, summary, verdicts } from "./channelLog.js";

const APPLIED = { frame: "applied", alarms: [] };
const USED = { frame: "counter", alarms: [] };

function append(channel: ChannelLog, instance: number, head?: number): Promise<Bytes> {
  const links = head === undefined ? {} : { head };
  return channel.append(channel.editor, { header: { instance: instanceOf(instance) }, links });
}

function replace(channel: ChannelLog, instance: number): Promise<Bytes> {
  return channel.replace(channel.editor, { header: { instance: instanceOf(instance) } });
}

/** The editor appended as instance 1, 2, 3… up to this one, once each. */
async function aChannelOfInstances(count: number): Promise<ChannelLog> {
  const channel = await aChannel();
  for (let number = 1; number <= count; number++) {
    await channel.take(append(channel, number));
  }
  return channel;
}

/** Beside it, one that begins at the replace that was written last. */
async function readersOf(channel: ChannelLog): Promise<readonly ChannelReader[]> {
  const late = channel.reader();
  await channel.reading(channel.frames.slice(-1), late);
  return [channel.honest, late];
}

function listed(reader: ChannelReader): readonly string[] {
  const plain = ({ instance, counter, seq }: LastCounter): string =>
    `${String(instance[7])}: ${String(counter)} at ${String(seq)}`;
  return reader.covers(1).counters.map(plain).sort();
}

describe("the counters that a replace lists", () => {
  it("are those of the eight instances that wrote last, and the floor of the others", async () => {
    const channel = await aChannelOfInstances(8);
    const eight = ["1: 1 at 1", "2: 1 at 2", "3: 1 at 3", "4: 1 at 4"];
    const others = ["5: 1 at 5", "6: 1 at 6", "7: 1 at 7", "8: 1 at 8"];
    expect(listed(channel.honest)).toEqual([...eight, ...others]);
    await channel.take(append(channel, 1));
    await channel.take(append(channel, 9));
    const [, , three = "", four = ""] = eight;
    const now = ["0: 0 at 2", "1: 2 at 9", three, four, ...others, "9: 1 at 10"];
    expect(listed(channel.honest)).toEqual(now);
  });

  it("are no more after a hundred instances", async () => {
    const channel = await aChannelOfInstances(100);
    expect(channel.honest.covers(1).counters).toHaveLength(9);
  });

  it("are the same for whoever begins at a replace, whatever was written", async () => {
    const instance = fc.integer({ min: 1, max: 12 });
    const writes = fc.array(fc.tuple(instance, fc.boolean()), { minLength: 12, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(writes, async (written) => {
        const channel = await aChannel();
        for (const [number, isReplace] of written) {
          await channel.take((isReplace ? replace : append)(channel, number));
        }
        const replaces = written.flatMap(([, isReplace], i) => (isReplace ? [i] : []));
        for (const begin of [0, ...replaces]) {
          const reader = channel.reader();
          const kept = channel.frames.slice(begin);
          expect(summary(await channel.reading(kept, reader))).toEqual({
            frames: kept.map(() => "applied"),
            alarms: [],
          });
          expect(listed(reader)).toEqual(listed(channel.honest));
        }
      }),
      { numRuns: 5 },
    );
  });
});

describe("of an instance that is forgotten", () => {
  it("no frame counts twice, wherever a reader began", async () => {
    const channel = await aChannelOfInstances(10);
    await channel.take(replace(channel, 11));
    for (const reader of await readersOf(channel)) {
      const again = channel.frames.slice(0, 10).map(({ frame }, i) => ({ seq: 12 + i, frame }));
      const reading = await channel.reading(again, reader);
      expect(verdicts(reading.frames)).toEqual(again.map(() => "counter"));
    }
  });

  it("a new frame counts, and none before it", async () => {
    const channel = await aChannelOfInstances(10);
    const [first] = channel.frames;
    await channel.take(append(channel, 1));
    expect(listed(channel.honest)).toContain("1: 2 at 11");
    expect(await channel.verdictOn(first?.frame ?? new Uint8Array())).toEqual(USED);
  });

  it.each([
    [2, APPLIED],
    [1, USED],
  ])("and of a new one, a frame that was sealed at head %d: %o", async (head, verdict) => {
    const channel = await aChannelOfInstances(10);
    expect(listed(channel.honest)).toContain("0: 0 at 2");
    expect(await channel.verdictOn(append(channel, 11, head))).toEqual(verdict);
  });

  it("the floor is its sender's alone", async () => {
    const channel = await aChannelOfInstances(10);
    const frame = channel.append(channel.session.host, { links: { head: 0 } });
    expect(await channel.verdictOn(frame)).toEqual(APPLIED);
  });
});

describe("a replace that lists other counters than were used", () => {
  const LIE: readonly LastCounter[] = [];

  async function aLie(channel: ChannelLog): Promise<StoredFrame> {
    const frame = await channel.replace(channel.session.host, { covers: { counters: LIE } });
    return channel.take(frame);
  }

  it("is believed by all alike, after the alarm", async () => {
    const channel = await aChannelOfInstances(3);
    const early = channel.reader();
    await channel.reading(channel.frames, early);
    const lie = await aLie(channel);
    expect((await channel.reading([lie], early)).alarms).toHaveLength(1);
    for (const reader of [early, ...(await readersOf(channel))]) {
      expect(listed(reader)).toEqual(["1: 1 at 4"]);
    }
  });

  it("leaves what came after the place that it covers", async () => {
    const channel = await aChannelOfInstances(3);
    const lie = await channel.replace(channel.session.host, { covers: { counters: LIE } });
    await channel.take(append(channel, 7));
    await channel.take(lie);
    expect(listed(channel.honest)).toEqual(["1: 1 at 5", "7: 1 at 4"]);
  });

  it("is not believed when a newer one has come before it", async () => {
    const channel = await aChannelOfInstances(3);
    const lie = await channel.replace(channel.session.host, { covers: { counters: LIE } });
    await channel.take(replace(channel, 4));
    await channel.take(replace(channel, 4));
    const before = listed(channel.honest);
    await channel.take(lie);
    expect(listed(channel.honest)).toEqual([...before, "1: 1 at 6"].sort());
  });
});
