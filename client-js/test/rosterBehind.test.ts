import { expect, describe, it, test } from "vitest";

import { randomEpochKey } from "../src/epochKey.js";
import { aChannel, CHANNEL, type ChannelLog, letIn, summary } from "./channelLog.js";
import { aChange, aDevice, anEpoch } from "./sessionLog.js";

const ALL_APPLIED = { frames: ["applied", "applied"], alarms: [] };

type Write = (channel: ChannelLog) => Promise<unknown>;

const news: readonly (readonly [what: string, write: Write])[] = [
  [
    "a sender whom it does not know",
    async (channel) => {
      const newcomer = await aDevice(4);
      await letIn(channel.session, 4, newcomer, "editor");
      await channel.take(channel.append(newcomer));
    },
  ],
  [
    "a sender whom it takes for a viewer",
    async (channel) => {
      const roles = [{ mid: channel.viewer.mid, role: "editor" as const }];
      await channel.session.take(channel.session.says(aChange({ roles })));
      await channel.take(channel.append(channel.viewer));
    },
  ],
  [
    "an epoch to come",
    async (channel) => {
      const closing = [{ channel: CHANNEL, head: 1, hash: channel.honest.hash }];
      const epoch = anEpoch(2, [channel.session.host, channel.editor]);
      await channel.session.take(channel.session.says(aChange({ epoch, closing })));
      channel.epochKeys.set(2, randomEpochKey());
      await channel.take(channel.append(channel.editor));
    },
  ],
  [
    "a log hash that it does not know",
    async (channel) => {
      await letIn(channel.session, 4, await aDevice(4), "editor");
      await channel.take(channel.append(channel.editor));
    },
  ],
];

/** A frame, and one that the roster of before does not know enough for; catching up fails so often. */
async function aChannelWith(write: Write, failures = 0): Promise<ChannelLog> {
  const channel = await aChannel();
  await channel.take(channel.append(channel.editor));
  const before = channel.session.roster;
  await write(channel);
  channel.olderRoster = before;
  let left = failures;
  channel.catchUp = () => {
    if (left-- > 0) {
      return Promise.reject(new Error("no network"));
    }
    channel.olderRoster = undefined;
    return Promise.resolve();
  };
  return channel;
}

describe("a reader whose roster is behind", () => {
  test.each(news)("catches up before it judges %s", async (_, write) => {
    const channel = await aChannelWith(write);
    expect(summary(await channel.reading(channel.frames))).toEqual(ALL_APPLIED);
  });

  test.each(news)("and fails to catch up hands over, later, %s", async (_, write) => {
    const channel = await aChannelWith(write, 1);
    const reader = channel.reader();
    await expect(reader.read(channel.frames, channel)).rejects.toThrow("no network");
    expect(summary(await channel.reading(channel.frames, reader))).toEqual(ALL_APPLIED);
    expect(reader.hash).toEqual(channel.honest.hash);
  });

  it("hands over what it read before, when nothing is to be read any more", async () => {
    const channel = await aChannelWith((it) => it.take(it.append(it.editor)));
    const reader = channel.reader();
    await reader.read(channel.frames, channel);
    expect(summary(await channel.reading([], reader))).toEqual(ALL_APPLIED);
    expect(summary(reader.take())).toEqual({ frames: [], alarms: [] });
  });
});
