import { describe, expect, it } from "vitest";

import { type ChannelHead } from "../src/statement.js";
import {
  aChange,
  aDevice,
  aFreeze,
  aLog,
  anEpoch,
  aRemoval,
  bytes,
  type Device,
  inviteKeys,
  type SessionLog,
} from "./sessionLog.js";

const CHANNEL = 3;

describe("the place of a frame", () => {
  it("is in epoch 1 while no other change is folded", async () => {
    const { log, ben } = await aLogWithEditor();
    expect(log.roster.epochAt(CHANNEL, 1)).toBe(1);
    expect(log.roster.roleAt(ben.mid, CHANNEL, 1)).toBe("editor");
    expect(log.roster.roleAt(log.host.mid, CHANNEL, 1)).toBe("host");
    expect(log.roster.roleAt((await aDevice(9)).mid, CHANNEL, 1)).toBeUndefined();
  });

  it.each([
    [1, 1, "editor"],
    [9, 1, "editor"],
    [10, 1, "editor"],
    [11, 2, undefined],
    [1_000, 2, undefined],
  ])("%i: epoch %i after a removal that closes at 10", async (seq, epoch, role) => {
    const { log, ben } = await aLogWithEditor();
    await log.take(log.says({ ...aRemoval(log, [ben]), closing: [head(CHANNEL, 10)] }));
    expect(log.roster.epochAt(CHANNEL, seq)).toBe(epoch);
    expect(log.roster.roleAt(ben.mid, CHANNEL, seq)).toBe(role);
    expect(log.roster.roleAt(log.host.mid, CHANNEL, seq)).toBe("host");
  });

  it("follows every change: each role from its closing head to the next", async () => {
    const { log, ben } = await aLogWithEditor();
    for (const [closing, role] of [
      [10, "viewer"],
      [20, "host"],
      [20, "viewer"],
      [30, "editor"],
    ] as const) {
      const roles = [{ mid: ben.mid, role }];
      await log.take(log.says(aChange({ roles, closing: [head(CHANNEL, closing)] })));
    }
    const roleAt = (seq: number) => log.roster.roleAt(ben.mid, CHANNEL, seq);
    expect([10, 11, 20, 21, 30, 31].map(roleAt)).toEqual([
      "editor",
      "viewer",
      "viewer",
      "viewer",
      "viewer",
      "editor",
    ]);
  });

  it("is after the change in a channel that is not listed", async () => {
    const { log, ben } = await aLogWithEditor();
    await log.take(log.says({ ...aRemoval(log, [ben]), closing: [head(CHANNEL, 10)] }));
    expect(log.roster.epochAt(CHANNEL + 1, 1)).toBe(2);
    expect(log.roster.roleAt(ben.mid, CHANNEL + 1, 1)).toBeUndefined();
  });

  it("is before no member who came in later", async () => {
    const { log, ben } = await aLogWithEditor();
    const late = await aDevice(3);
    const epoch = anEpoch(2, [log.host, ben]);
    await log.take(log.says(aChange({ epoch, closing: [head(CHANNEL, 10)] })));
    await log.letIn(await inviteKeys(2), late);
    expect(log.roster.roleAt(late.mid, CHANNEL, 10)).toBeUndefined();
    expect(log.roster.roleAt(late.mid, CHANNEL, 11)).toBe("editor");
  });

  it("gives no role to the pending and the surplus, and one to the admitted", async () => {
    const log = await aLog();
    const [pending, surplus, invite] = [await aDevice(2), await aDevice(3), await inviteKeys(1)];
    await log.letIn(invite, pending, { approval: true });
    await log.take(log.join(invite, surplus));
    expect(log.roster.roleAt(pending.mid, CHANNEL, 1)).toBeUndefined();
    expect(log.roster.roleAt(surplus.mid, CHANNEL, 1)).toBeUndefined();
    const member = log.member(pending).entryHash;
    await log.take(log.says({ type: "admit", iid: invite.iid, member, role: "editor" }));
    expect(log.roster.roleAt(pending.mid, CHANNEL, 1)).toBe("editor");
  });

  it("lets both devices of a move write until the next change", async () => {
    const { log, ben } = await aLogWithEditor();
    const next = await aDevice(3);
    await log.take(log.move(ben, next));
    expect(log.roster.roleAt(ben.mid, CHANNEL, 5)).toBe("editor");
    expect(log.roster.roleAt(next.mid, CHANNEL, 5)).toBe("editor");
    await log.take(log.says(aChange({ closing: [head(CHANNEL, 10)] })));
    expect(log.roster.roleAt(ben.mid, CHANNEL, 10)).toBe("editor");
    expect(log.roster.roleAt(ben.mid, CHANNEL, 11)).toBeUndefined();
    expect(log.roster.roleAt(next.mid, CHANNEL, 11)).toBe("editor");
  });
});

describe("a freeze", () => {
  it("makes editors viewers from its closing heads to those of its end", async () => {
    const { log, ben } = await aLogWithEditor();
    await log.take(log.says(aFreeze(true, [head(CHANNEL, 10)])));
    await log.take(log.says(aFreeze(false, [head(CHANNEL, 20)])));
    const roleAt = (seq: number) => log.roster.roleAt(ben.mid, CHANNEL, seq);
    expect([10, 11, 20, 21].map(roleAt)).toEqual(["editor", "viewer", "viewer", "editor"]);
  });

  it("leaves hosts and auditors what they are", async () => {
    const { log, ben } = await aLogWithEditor();
    const second = await aDevice(3);
    await log.letIn(await inviteKeys(2), second, { role: "host" });
    const roles = [{ mid: ben.mid, role: "auditor" }] as const;
    await log.take(log.says(aChange({ roles, epoch: anEpoch(2, [log.host]) })));
    await log.take(log.says(aFreeze(true, [head(CHANNEL, 10)])));
    expect(log.roster.roleAt(log.host.mid, CHANNEL, 11)).toBe("host");
    expect(log.roster.roleAt(second.mid, CHANNEL, 11)).toBe("host");
    expect(log.roster.roleAt(ben.mid, CHANNEL, 11)).toBe("auditor");
  });

  it("outlasts a change, also for whom that change makes an editor", async () => {
    const { log, ben } = await aLogWithEditor();
    const second = await aDevice(3);
    await log.letIn(await inviteKeys(2), second, { role: "host" });
    await log.take(log.says(aFreeze(true, [head(CHANNEL, 10)])));
    const roles = [{ mid: second.mid, role: "editor" }] as const;
    const revoked = [(await inviteKeys(2)).iid];
    await log.take(log.says(aChange({ roles, revoked, closing: [head(CHANNEL, 15)] })));
    expect(log.roster.frozen).toBe(true);
    expect(log.roster.roleAt(ben.mid, CHANNEL, 16)).toBe("viewer");
    expect(log.roster.roleAt(second.mid, CHANNEL, 15)).toBe("host");
    expect(log.roster.roleAt(second.mid, CHANNEL, 16)).toBe("viewer");
  });

  it("leaves the key as it is", async () => {
    const log = await aLog();
    await log.take(log.says(aFreeze(true, [head(CHANNEL, 10)])));
    expect(log.roster.epoch).toBe(1);
    expect(log.roster.epochAt(CHANNEL, 11)).toBe(1);
  });

  it.each([
    ["below a change", [head(CHANNEL, 9)], "closing_heads"],
    ["at a change, with another hash", [head(CHANNEL, 10, 2)], "closing_heads"],
    ["nowhere any more", [], "closing_heads"],
    ["at a change", [head(CHANNEL, 10)], "taken"],
  ])("closes %s: %j", async (_, closing, answer) => {
    const log = await aLog();
    await log.take(log.says(aChange({ closing: [head(CHANNEL, 10)] })));
    expect(await log.answerTo(log.says(aFreeze(true, closing)))).toBe(answer);
  });

  it("lets nothing after it close earlier", async () => {
    const log = await aLog();
    await log.take(log.says(aFreeze(true, [head(CHANNEL, 10)])));
    const closing = [head(CHANNEL, 9)];
    expect(await log.answerTo(log.says(aChange({ closing })))).toBe("closing_heads");
    expect(await log.answerTo(log.says(aFreeze(false, closing)))).toBe("closing_heads");
  });
});

describe("closing heads", () => {
  it.each([
    ["below the last", [head(CHANNEL, 9)], "closing_heads"],
    ["at the last, with another hash", [head(CHANNEL, 10, 2)], "closing_heads"],
    ["nowhere any more", [], "closing_heads"],
    ["at 0 again", [head(CHANNEL, 0, 0)], "closing_heads"],
    ["at 0, with a hash", [head(CHANNEL, 10), head(CHANNEL + 1, 0, 1)], "closing_heads"],
    ["at the last", [head(CHANNEL, 10)], "taken"],
    ["beyond the last", [head(CHANNEL, 11, 2)], "taken"],
    ["at 0 by name", [head(CHANNEL - 1, 0, 0), head(CHANNEL, 10)], "taken"],
    ["in one more channel", [head(CHANNEL, 10), head(CHANNEL + 1, 4)], "taken"],
  ])("%s", async (_, closing, answer) => {
    const log = await aLog();
    await log.take(log.says(aChange({ closing: [head(CHANNEL, 10)] })));
    expect(await log.answerTo(log.says(aChange({ closing })))).toBe(answer);
  });

  it("are kept with the epoch that they begin", async () => {
    const log = await aLog();
    const closing = [head(CHANNEL, 10)];
    await log.take(log.says(aChange({ epoch: anEpoch(2, [log.host]), closing })));
    expect(log.roster.epochs.get(2)?.closing).toEqual(closing);
  });
});

function head(channel: number, seq: number, hash = 1): ChannelHead {
  return { channel, head: seq, hash: bytes(32, hash) };
}

async function aLogWithEditor(): Promise<{ log: SessionLog; ben: Device }> {
  const log = await aLog();
  const ben = await aDevice(2);
  await log.letIn(await inviteKeys(1), ben);
  return { log, ben };
}
