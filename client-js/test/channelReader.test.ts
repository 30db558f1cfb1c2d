import { describe, expect, it, test } from "vitest";

import { type Bytes, concat } from "../src/bytes.js";
import { DishonestBrokerError } from "../src/dishonestBroker.js";
import { type StoredFrame } from "../src/durableFrame.js";
import { randomEpochKey } from "../src/epochKey.js";
import { nextHash, startOfChannel } from "../src/runningHash.js";
import {
  aChannel,
  aChannelOfThree,
  CHANNEL,
  type ChannelLog,
  instanceOf,
  summary,
  verdicts,
  withBitFlipped,
} from "./channelLog.js";
import { aChange, aDevice, anEpoch, aRemoval } from "./sessionLog.js";

const HASH = new Uint8Array(32).fill(7);
const APPLIED = { frame: "applied", alarms: [] };

type Lie = (channel: ChannelLog) => Bytes | Promise<Bytes>;

describe("a reader", () => {
  it("applies what hosts and editors append and replace", async () => {
    const channel = await aChannelOfThree();
    await channel.take(channel.replace(channel.editor));
    const reading = await channel.reading(channel.frames);
    expect(summary(reading)).toEqual({
      frames: ["applied", "applied", "applied", "applied"],
      alarms: [],
    });
  });

  it("keeps the running hash of what it was served", async () => {
    const channel = await aChannelOfThree();
    const reader = channel.reader();
    await channel.reading(channel.frames, reader);
    let hash = startOfChannel();
    for (const { seq, frame } of channel.frames) {
      hash = await nextHash(channel.session.sid, CHANNEL, hash, seq, frame);
    }
    expect(reader.head).toBe(3);
    expect(reader.hash).toEqual(hash);
  });

  it("passes over frames that it has read before", async () => {
    const channel = await aChannelOfThree();
    const reader = channel.reader();
    await channel.reading(channel.frames, reader);
    const again = await channel.reading(channel.frames, reader);
    expect(again.frames).toEqual([]);
    expect(reader.head).toBe(3);
  });

  it("goes on after a frame that it refuses, over its bytes", async () => {
    const channel = await aChannelOfThree();
    await channel.take(channel.append(channel.viewer));
    await channel.take(channel.append(channel.editor));
    const reading = await channel.reading(channel.frames);
    expect(summary(reading)).toEqual({
      frames: ["applied", "applied", "applied", "role", "applied"],
      alarms: [],
    });
  });
});

describe("a reader refuses", () => {
  const lies: readonly (readonly [what: string, reason: string, lie: Lie])[] = [
    ["bytes that are no frame", "malformed", () => new Uint8Array(500)],
    [
      "a frame cut short",
      "malformed",
      async (channel) => (await channel.append(channel.editor)).slice(0, 300),
    ],
    [
      "a frame of another channel",
      "malformed",
      (channel) => channel.append(channel.editor, { header: { channel: 4 } }),
    ],
    [
      "a frame that is not to be stored",
      "malformed",
      (channel) => channel.append(channel.editor, { header: { kind: "ephemeral" } }),
    ],
    [
      "a frame of somebody who never joined",
      "not_a_member",
      async (channel) => channel.append(await aDevice(9)),
    ],
    ["a frame of a viewer", "role", (channel) => channel.append(channel.viewer)],
    [
      "a frame of an epoch to come",
      "epoch",
      (channel) => {
        channel.epochKeys.set(2, randomEpochKey());
        return channel.append(channel.editor, { header: { epoch: 2 } });
      },
    ],
    [
      "a frame under another key",
      "does_not_open",
      (channel) => channel.append(channel.editor, { epochKey: randomEpochKey() }),
    ],
    [
      "a frame that another member signed",
      "does_not_open",
      (channel) => channel.append(channel.editor, { signer: channel.session.host }),
    ],
    [
      "a changed signature",
      "does_not_open",
      async (channel) => withBitFlipped(await channel.append(channel.editor), -1),
    ],
    [
      "a changed ciphertext",
      "does_not_open",
      async (channel) => withBitFlipped(await channel.append(channel.editor), 100),
    ],
    [
      "a changed commitment",
      "does_not_open",
      async (channel) => withBitFlipped(await channel.append(channel.editor), 41),
    ],
    [
      "a changed counter",
      "does_not_open",
      async (channel) => withBitFlipped(await channel.append(channel.editor), 39),
    ],
    [
      "an append that was made a replace",
      "does_not_open",
      async (channel) => {
        const frame = concat(await channel.append(channel.editor));
        frame[2] = 2;
        return frame;
      },
    ],
    ["a frame served twice", "counter", (channel) => channel.frames[1]?.frame ?? fail()],
    [
      "a counter below the last of its instance",
      "counter",
      (channel) => channel.append(channel.session.host, { header: { counter: 1 } }),
    ],
    [
      "a conditional frame behind its place",
      "condition",
      (channel) => channel.append(channel.editor, { links: { conditional: true, head: 2 } }),
    ],
    [
      "a conditional frame before its place",
      "condition",
      (channel) => channel.append(channel.editor, { links: { conditional: true, head: 4 } }),
    ],
    [
      "a conditional frame on another history",
      "condition",
      (channel) => channel.append(channel.editor, { links: { conditional: true, headHash: HASH } }),
    ],
    [
      "a replace that covers more than its sender had seen",
      "covers",
      (channel) => channel.replace(channel.editor, { covers: { seq: 4 } }),
    ],
  ];

  test.each(lies)("%s (%s)", async (_, reason, lie) => {
    const channel = await aChannelOfThree();
    expect(await channel.verdictOn(lie(channel))).toEqual({ frame: reason, alarms: [] });
  });

  it("a frame whose epoch key it was not given", async () => {
    const channel = await aChannelOfThree();
    const frame = await channel.append(channel.editor);
    channel.epochKeys.clear();
    const reading = await channel.reading([{ seq: 1, frame }]);
    expect(verdicts(reading.frames)).toEqual(["key_unknown"]);
  });

  it("a frame of a removed member after the head at which it was removed", async () => {
    const channel = await aChannelOfThree();
    const before = await channel.take(channel.append(channel.editor));
    const closing = { channel: CHANNEL, head: before.seq, hash: channel.honest.hash };
    const late = await channel.append(channel.editor);
    const removal = aRemoval(channel.session, [channel.editor]);
    await channel.session.take(channel.session.says({ ...removal, closing: [closing] }));
    channel.epochKeys.set(2, randomEpochKey());
    const reading = await channel.reading([...channel.frames, { seq: 5, frame: late }]);
    expect(verdicts(reading.frames)).toEqual([
      "applied",
      "applied",
      "applied",
      "applied",
      "not_a_member",
    ]);
  });

  it("a frame of the old epoch after the head at which it was closed", async () => {
    const channel = await aChannelOfThree();
    const late = await channel.append(channel.editor);
    const closing = [{ channel: CHANNEL, head: 3, hash: channel.honest.hash }];
    const epoch = anEpoch(2, [channel.session.host, channel.editor]);
    await channel.session.take(channel.session.says(aChange({ epoch, closing })));
    channel.epochKeys.set(2, randomEpochKey());
    expect(await channel.verdictOn(late)).toEqual({ frame: "epoch", alarms: [] });
    expect(await channel.verdictOn(channel.append(channel.editor))).toEqual(APPLIED);
  });

  it("a counter that was used by a frame that did not count", async () => {
    const channel = await aChannelOfThree();
    await channel.take(channel.append(channel.editor, { links: { conditional: true, head: 0 } }));
    const frame = channel.append(channel.editor, { header: { counter: 2 } });
    expect(await channel.verdictOn(frame)).toEqual({ frame: "counter", alarms: [] });
  });
});

describe("a reader applies and raises the fork alarm for", () => {
  const forks: readonly (readonly [message: string, lie: Lie])[] = [
    [
      "a frame names a head that it stands before",
      (channel) => channel.append(channel.editor, { links: { head: 4 } }),
    ],
    [
      "a frame names a lower head than an earlier one of its sender",
      (channel) => channel.append(channel.session.host, { links: { head: 0 } }),
    ],
    [
      "a frame was sealed on another history of the channel",
      (channel) => channel.append(channel.editor, { links: { headHash: HASH } }),
    ],
    [
      "a replace covers another history of the channel",
      (channel) => channel.replace(channel.editor, { covers: { hash: HASH } }),
    ],
    [
      "a replace names other counters than were used",
      (channel) => channel.replace(channel.editor, { covers: { counters: [] } }),
    ],
    [
      "a frame was sealed on another statement log",
      (channel) => channel.append(channel.editor, { links: { logHash: HASH } }),
    ],
  ];

  test.each(forks)("%s", async (message, lie) => {
    const channel = await aChannelOfThree();
    expect(await channel.verdictOn(lie(channel))).toEqual({ frame: "applied", alarms: [message] });
  });

  it("hands both frames over as evidence", async () => {
    const channel = await aChannelOfThree();
    const reader = channel.reader();
    await channel.reading(channel.frames, reader);
    const frame = await channel.append(channel.editor, { links: { headHash: HASH } });
    const { alarms } = await channel.reading([{ seq: 4, frame }], reader);
    expect(alarms[0]?.evidence).toEqual([channel.frames[2]?.frame, frame]);
  });
});

describe("a reader that begins at a replace", () => {
  /** Three frames, a replace of them, and one more. */
  async function aCompactedChannel(): Promise<{ channel: ChannelLog; kept: StoredFrame[] }> {
    const channel = await aChannelOfThree();
    await channel.take(channel.replace(channel.editor));
    await channel.take(channel.append(channel.session.host));
    return { channel, kept: channel.frames.slice(3) };
  }

  it("comes to the same head and hash as one that read everything", async () => {
    const { channel, kept } = await aCompactedChannel();
    const reader = channel.reader();
    const reading = await channel.reading(kept, reader);
    expect(summary(reading)).toEqual({ frames: ["applied", "applied"], alarms: [] });
    expect(reader.head).toBe(channel.honest.head);
    expect(reader.hash).toEqual(channel.honest.hash);
    expect(reader.covers(1)).toEqual(channel.honest.covers(1));
  });

  it("begins before frames that came in while the replace was on its way", async () => {
    const channel = await aChannelOfThree();
    const replace = await channel.replace(channel.editor);
    await channel.take(channel.append(channel.session.host));
    await channel.take(replace);
    const reader = channel.reader();
    const reading = await channel.reading(channel.frames.slice(3), reader);
    expect(verdicts(reading.frames)).toEqual(["applied", "applied"]);
    expect(reader.hash).toEqual(channel.honest.hash);
  });

  it("knows the counters that were used before", async () => {
    const { channel, kept } = await aCompactedChannel();
    const replayed = { seq: 6, frame: channel.frames[1]?.frame ?? fail() };
    const reading = await channel.reading([...kept, replayed]);
    expect(verdicts(reading.frames)).toEqual(["applied", "applied", "counter"]);
  });

  it("does not begin at a replace of a viewer", async () => {
    const channel = await aChannelOfThree();
    await channel.take(channel.replace(channel.viewer));
    const reading = channel.reading(channel.frames.slice(3));
    await expect(reading).rejects.toThrow("left out frames");
  });

  it("does not begin at a replace of more than its sender had seen", async () => {
    const channel = await aChannelOfThree();
    await channel.take(channel.replace(channel.editor, { links: { head: 2 } }));
    const reading = channel.reader().read(channel.frames.slice(3), channel);
    await expect(reading).rejects.toThrow("left out frames");
  });

  it("says that it can not go on while the replace is still to come", async () => {
    const channel = await aChannelOfThree();
    const replace = await channel.replace(channel.editor);
    await channel.take(channel.append(channel.session.host));
    await channel.take(replace);
    const reader = channel.reader();
    expect(await reader.continues(channel.frames.slice(3, 4), channel)).toBe(false);
    expect(await reader.continues(channel.frames.slice(3), channel)).toBe(true);
  });
});

describe("a reader takes nothing more from a broker that", () => {
  const broken: readonly (readonly [
    what: string,
    pick: (frames: StoredFrame[]) => StoredFrame[],
  ])[] = [
    ["left out the first frame", (frames) => frames.slice(1)],
    ["left out a frame in the middle", ([first, , third]) => [first ?? fail(), third ?? fail()]],
    [
      "served frames in another order",
      ([first, second, third]) => [first ?? fail(), third ?? fail(), second ?? fail()],
    ],
  ];

  test.each(broken)("%s", async (_, pick) => {
    const channel = await aChannelOfThree();
    const reading = channel.reading(pick(channel.frames));
    await expect(reading).rejects.toThrow(DishonestBrokerError);
    await expect(reading).rejects.toMatchObject({ alarm: { kind: "gap" } });
  });

  it("serves another history than was seen, however much follows", async () => {
    const channel = await aChannel();
    const frames = Array.from({ length: 1100 }, (_, i) => ({ seq: i + 1, frame: HASH }));
    const seen = { position: 10, hash: HASH };
    const reading = channel.reader().read(frames, channel, seen);
    await expect(reading).rejects.toMatchObject({ alarm: { kind: "rollback" } });
  });
});

describe("two instances of one sender", () => {
  it("have their own counters", async () => {
    const channel = await aChannel();
    await channel.take(channel.append(channel.editor));
    const second = channel.append(channel.editor, { header: { instance: instanceOf(2) } });
    expect(await channel.verdictOn(second)).toEqual(APPLIED);
  });
});

function fail(): never {
  throw new Error("no such frame");
}
