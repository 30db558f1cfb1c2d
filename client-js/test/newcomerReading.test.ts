import { describe, expect, it } from "vitest";

import { DishonestBrokerError } from "../src/dishonestBroker.js";
import { randomEpochKey } from "../src/epochKey.js";
import { aChannelOfThree, CHANNEL, type ChannelLog, instanceOf, verdicts } from "./channelLog.js";
import { aChange, anEpoch } from "./sessionLog.js";

/** A channel of three frames and a replace, after which a second epoch began. */
async function aChannelOfTwoEpochs(): Promise<ChannelLog> {
  const channel = await aChannelOfThree();
  await channel.take(channel.replace(channel.editor));
  const closing = [{ channel: CHANNEL, head: 4, hash: channel.honest.hash }];
  const epoch = anEpoch(2, [channel.session.host, channel.editor]);
  await channel.session.take(channel.session.says(aChange({ epoch, closing })));
  channel.epochKeys.set(2, randomEpochKey());
  return channel;
}

const IN_EPOCH_2 = { header: { instance: instanceOf(2) } };

describe("a reader without the key of an older epoch", () => {
  it("begins at the head that a host signed, where only a replace that it cannot open is left", async () => {
    const channel = await aChannelOfTwoEpochs();
    await channel.take(channel.append(channel.editor, IN_EPOCH_2));
    channel.epochKeys.delete(1);
    const reader = channel.reader();
    const { frames, alarms } = await channel.reading(channel.frames.slice(3), reader);
    expect([verdicts(frames), alarms]).toEqual([["applied"], []]);
    expect(reader.hash).toEqual(channel.honest.hash);
    expect(reader.isComplete).toBe(false);
  });

  it("has read everything when it is replaced under a key that it has", async () => {
    const channel = await aChannelOfTwoEpochs();
    await channel.take(channel.append(channel.editor, IN_EPOCH_2));
    const outdated = channel.honest.isOutdated(channel.roster);
    await channel.take(channel.replace(channel.editor, IN_EPOCH_2));
    channel.epochKeys.delete(1);
    const reader = channel.reader();
    await channel.reading(channel.frames, reader);
    expect([outdated, channel.honest.isOutdated(channel.roster)]).toEqual([true, false]);
    expect([reader.isComplete, reader.isOutdated(channel.roster)]).toEqual([true, false]);
  });

  it("goes on over the bytes of frames that it cannot open, and has not read everything", async () => {
    const channel = await aChannelOfTwoEpochs();
    channel.epochKeys.delete(1);
    const reader = channel.reader();
    const { frames } = await channel.reading(channel.frames, reader);
    expect(verdicts(frames)).toEqual(["key_unknown", "key_unknown", "key_unknown", "key_unknown"]);
    expect([reader.hash, reader.isComplete]).toEqual([channel.honest.hash, false]);
  });

  it("is alarmed by a frame that was sealed on another history than the host signed", async () => {
    const channel = await aChannelOfTwoEpochs();
    const links = { headHash: new Uint8Array(32).fill(7) };
    await channel.take(channel.append(channel.editor, { ...IN_EPOCH_2, links }));
    channel.epochKeys.delete(1);
    const { alarms } = await channel.reading(channel.frames.slice(3));
    expect(alarms.map(({ kind }) => kind)).toEqual(["fork"]);
  });
});

describe("a reader with the key of every epoch", () => {
  it("is not content with the head that a host signed in place of frames", async () => {
    const channel = await aChannelOfTwoEpochs();
    await channel.take(channel.append(channel.editor, IN_EPOCH_2));
    await expect(channel.reading(channel.frames.slice(4))).rejects.toThrow(DishonestBrokerError);
  });
});
